import { defineNotice, numberOf } from './define-notice.ts'

/** A reminder that comes later than this is of no use: the day is over. */
const USEFUL_MS = 6 * 3_600_000

export const streakAtRisk = defineNotice({
  kind: 'STREAK_AT_RISK',
  on: ['streak.at-risk'],
  defaults: { push: true, mail: false },
  load: async ({ runtime }) => runtime.now(),
  notify: ({ data: { athleteId, unit, count, at } }, nowMs) =>
    nowMs - at > USEFUL_MS ? [] : [{ recipientId: athleteId, atMs: at, words: { unit, count: String(count) } }],
  facts: ({ unit, count }) => (unit === 'WEEKS' ? { streakWeeks: numberOf(count) } : { streakDays: numberOf(count) }),
  sentence: ({ unit, count }) =>
    count === undefined
      ? 'Your streak ends tonight'
      : `Your streak of ${count} ${unit === 'WEEKS' ? 'weeks' : 'days'} ends tonight: move a little, or use a freeze`,
})
