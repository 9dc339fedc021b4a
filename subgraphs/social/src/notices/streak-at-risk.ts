import type { EventData } from '@gruppetto/events'
import { keepNewer } from '@gruppetto/relations'
import type { Tx } from '@gruppetto/runtime'
import type { Services } from '../services.ts'
import { defineNotice, numberOf } from './define-notice.ts'

/** A reminder that comes later than this is of no use: the day is over. */
const USEFUL_MS = 6 * 3_600_000

type News = EventData<'streak.at-risk'> | EventData<'streak.settled'>

const isAtRisk = (data: News): data is EventData<'streak.at-risk'> => 'unit' in data

/** Of two of the same instant, the end of the risk is the later. */
const revisionOf = (data: News): number => data.at * 2 + (isAtRisk(data) ? 0 : 1)

/** Loads whether nothing later is known of the streak, and the present instant. */
const loadNews = async ({ stores, runtime }: Services, { data }: { readonly data: News }, tx: Tx) => {
  const revision = revisionOf(data)
  const last = await keepNewer(stores.streakNews, { _id: data.athleteId, revision }, tx)
  return { isLast: last.revision === revision, nowMs: runtime.now() }
}

/** Holds until the streak does not end tonight any more. */
export const streakAtRisk = defineNotice({
  kind: 'STREAK_AT_RISK',
  on: ['streak.at-risk', 'streak.settled'],
  defaults: { push: true, mail: false },
  usefulMs: USEFUL_MS,
  load: loadNews,
  notify: ({ data }, { isLast, nowMs }) => {
    if (!isAtRisk(data) || !isLast || nowMs - data.at > USEFUL_MS) return []
    const { athleteId, unit, count, at } = data
    return [{ recipientId: athleteId, atMs: at, words: { unit, count: String(count) } }]
  },
  withdraw: ({ data }, { isLast }) => (isAtRisk(data) || !isLast ? [] : [{ recipientId: data.athleteId, actorId: null }]),
  facts: ({ unit, count }) => (unit === 'WEEKS' ? { streakWeeks: numberOf(count) } : { streakDays: numberOf(count) }),
  sentence: ({ unit, count }) =>
    count === undefined
      ? 'Your streak ends tonight'
      : `Your streak of ${count} ${unit === 'WEEKS' ? 'weeks' : 'days'} ends tonight: move a little, or use a freeze`,
})
