import { describe, expect, it } from 'vitest'
import { compareWeeks, nextDigestAt, sumsOfDigest, weekAt } from './digest.ts'
import type { PeriodSumsRow } from './period-sums.ts'

const at = (text: string) => Date.parse(text)

describe('nextDigestAt', () => {
  it.each([
    ['before seven on Monday', null, '2026-11-23T05:59:00Z', 'Europe/Zurich', '2026-11-23T06:00:00.000Z'],
    ['on Monday after seven', null, '2026-11-23T09:00:00Z', 'Europe/Zurich', '2026-11-23T06:00:00.000Z'],
    ['late on Tuesday', null, '2026-11-24T22:00:00Z', 'Europe/Zurich', '2026-11-23T06:00:00.000Z'],
    ['on Wednesday, too late for this week', null, '2026-11-25T00:00:00Z', 'Europe/Zurich', '2026-11-30T06:00:00.000Z'],
    ['when this week is done', '2026-11-23', '2026-11-23T09:00:00Z', 'Europe/Zurich', '2026-11-30T06:00:00.000Z'],
    ['when last week is done', '2026-11-16', '2026-11-23T09:00:00Z', 'Europe/Zurich', '2026-11-23T06:00:00.000Z'],
    // Done in Auckland, where it was Monday first; in Honolulu the same Monday is still to come, and not told again.
    ['after a move to the west', '2026-11-30', '2026-11-29T20:00:00Z', 'Pacific/Honolulu', '2026-11-30T17:00:00.000Z'],
    ['after that Monday', '2026-11-30', '2026-11-30T17:00:00Z', 'Pacific/Honolulu', '2026-12-07T17:00:00.000Z'],
  ])('%s', (_when, week, now, zone, due) => {
    expect(nextDigestAt(week, at(now), zone).toISOString()).toBe(due)
  })

  it('counts weeks in the zone of the athlete', () => {
    expect(weekAt(at('2026-11-29T12:00:00Z'), 'Pacific/Auckland')).toBe('2026-11-30')
    expect(weekAt(at('2026-11-29T12:00:00Z'), 'Pacific/Honolulu')).toBe('2026-11-23')
  })
})

it('a week is compared with an average one of the four before', () => {
  const row = (monday: string, sport: string, metres: number): [string, PeriodSumsRow] => {
    const _id = `ath_a:WEEK:${monday}:${sport}`
    const sums = { DISTANCE: metres * 10, MOVING_TIME: 36_000, ELEVATION_GAIN: 0, ACTIVITY_COUNT: 2 }
    return [_id, { _id, athleteId: 'ath_a', sums }]
  }
  const sums = new Map([
    row('2026-11-16', 'RIDE', 500),
    row('2026-11-16', 'RUN', 100),
    row('2026-11-09', 'RIDE', 300),
    row('2026-10-19', 'RIDE', 100),
    row('2026-10-12', 'RIDE', 9999),
  ])
  expect(compareWeeks('ath_a', '2026-11-23', sums)).toEqual({
    own: { distanceMeters: 600, movingSeconds: 7200, elevationGainMeters: 0, activities: 4 },
    usual: { distanceMeters: 100, movingSeconds: 1800, elevationGainMeters: 0, activities: 1 },
  })
  expect(compareWeeks('ath_b', '2026-11-23', sums).usual).toBe(null)
  expect(sumsOfDigest('ath_a', '2026-11-23')).toEqual(expect.arrayContaining([...sums.keys()].slice(0, 4)))
})
