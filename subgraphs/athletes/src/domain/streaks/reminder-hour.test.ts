import { describe, expect, it } from 'vitest'
import { chooseReminderHour, isQuietAt, REMINDER_FEATURES, reminderFeatures, type Start } from './reminder-hour.ts'

const ZURICH = 'Europe/Zurich'
// 27 November 2026 is a Friday.
const friday = { unit: 'DAYS', count: 4, day: '2026-11-27' } as const
const startAt = (text: string): Start => ({ startedAtMs: Date.parse(text), timeZone: ZURICH })
/** Three starts in the week, at 12, 17 and 20 of the clock there, and one on a Sunday. */
const starts = ['2026-11-24T11:10:00Z', '2026-11-25T16:59:00Z', '2026-11-26T19:00:00Z', '2026-11-22T08:00:00Z'].map(startAt)

describe('what the model is told', () => {
  it('counts starts before, soon after and later than each hour, on days like that one', () => {
    const [noon, evening] = reminderFeatures([12, 18], starts, friday)
    const named = (values: readonly number[] = []) => Object.fromEntries(REMINDER_FEATURES.map((name, at) => [name, values[at]]))
    expect(named(noon)).toEqual({ hour: 12, before: 0, soon: 1 / 3, later: 1 / 3, outings: 3, weekend: 0, periods: 4, weeks: 0 })
    expect(named(evening)).toMatchObject({ before: 2 / 3, soon: 1 / 3, later: 0 })
    const sunday = reminderFeatures([8], starts, { unit: 'WEEKS', count: 5, day: '2026-11-29' })[0]
    expect(named(sunday)).toEqual({ hour: 8, before: 0, soon: 1, later: 0, outings: 1, weekend: 1, periods: 5, weeks: 1 })
  })

  it('is nothing of who was never out', () => {
    expect(reminderFeatures([8], [], friday)).toEqual([[8, 0, 0, 0, 0, 0, 4, 0]])
  })
})

describe('the hour of a reminder', () => {
  const loves = (best: number) => ({ version: 3, score: ([hour = 0]: readonly number[]) => [1 / (1 + Math.abs(hour - best))] })
  const choose = (model: Parameters<typeof chooseReminderHour>[0], quiet: readonly [string, string] | null, nowHour = 8) =>
    chooseReminderHour(model, friday, {
      starts,
      quiet: quiet === null ? null : { from: quiet[0], until: quiet[1] },
      nowHour,
    })

  it('is the one that the model takes for best', () => {
    expect(choose(loves(12), null)).toEqual({ hour: 12, modelVersion: 3, chance: 1 })
  })

  it('is never one that is over, nor a quiet one', () => {
    expect(choose(loves(12), null, 15).hour).toBe(16)
    expect(choose(loves(20), ['19:30', '08:00']).hour).toBe(18)
    expect(choose(loves(8), ['22:00', '08:01']).hour).toBe(10)
    expect(choose(loves(12), ['12:00', '13:00']).hour).not.toBe(12)
  })

  it('is the usual one of several that are as good', () => {
    expect(choose({ version: 1, score: () => [0.5] }, null)).toEqual({ hour: 18, modelVersion: 1, chance: 0.5 })
    expect(choose({ version: 1, score: () => [0.5] }, ['17:00', '21:00']).hour).toBe(8)
  })

  it('is six in the evening without a model, or where no hour is left, as long as that is to come', () => {
    const usual = { hour: 18, modelVersion: null, chance: null }
    expect(choose(null, null)).toEqual(usual)
    expect(choose(null, ['17:00', '23:00'])).toEqual(usual)
    expect(choose(loves(12), ['00:00', '23:59'])).toEqual(usual)
    expect(choose(loves(12), null, 21)).toEqual({ ...usual, hour: 21 })
  })
})

it.each([
  ['22:00', '07:00', [6, 7, 21, 22], [true, false, false, true]],
  ['12:30', '14:00', [12, 13, 14], [false, true, false]],
])('from %s until %s, the hours %j are quiet: %j', (from, until, hours, quiet) => {
  expect(hours.map((hour) => isQuietAt(hour, { from, until }))).toEqual(quiet)
})
