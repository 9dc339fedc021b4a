import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reviewYear, type YearActivity } from './year-in-review.ts'

const activity = (id: string, startedAt: string, change: Partial<YearActivity> = {}): YearActivity => ({
  _id: id,
  sport: 'RIDE',
  visibility: 'EVERYONE',
  startedAt: new Date(startedAt),
  timeZone: 'Europe/Zurich',
  distanceMeters: 10_000,
  movingSeconds: 1800,
  elevationGainMeters: 100,
  ...change,
})

describe('a year in review', () => {
  it('has an activity on the day of its own wall clock', () => {
    const newYear = activity('a', '2025-12-31T23:30:00Z')
    const eve = activity('b', '2026-12-31T23:30:00Z')
    const west = activity('c', '2027-01-01T05:00:00Z', { timeZone: 'America/Los_Angeles' })
    const review = reviewYear('ath_1', 2026, [west, eve, newYear], true)
    expect(review.activityIds).toEqual(['a', 'c'])
    expect(review.activeDays).toBe(2)
    expect(review.months.map(({ totals }) => totals[0]?.count ?? 0)).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1])
  })

  it('names the longest and the highest, the earliest of equal ones, and none where nothing was covered', () => {
    const long = activity('long', '2026-05-02T08:00:00Z', { distanceMeters: 90_000 })
    const asLong = activity('as long', '2026-06-02T08:00:00Z', { distanceMeters: 90_000, elevationGainMeters: null })
    const high = activity('high', '2026-07-02T08:00:00Z', { elevationGainMeters: 2000 })
    expect(reviewYear('ath_1', 2026, [high, asLong, long], true)).toMatchObject({ longestId: 'long', highestId: 'high' })
    const yoga = activity('yoga', '2026-07-02T08:00:00Z', { distanceMeters: 0, elevationGainMeters: null })
    expect(reviewYear('ath_1', 2026, [yoga], true)).toMatchObject({ longestId: null, highestId: null, activeDays: 1 })
  })

  it('shows others the visible part alone', () => {
    const cut = activity('cut', '2026-05-02T08:00:00Z', {
      distanceMeters: 90_000,
      shown: { distanceMeters: 5000, movingSeconds: 600, elevationGainMeters: null },
    })
    const whole = activity('whole', '2026-05-03T08:00:00Z')
    const others = reviewYear('ath_1', 2026, [cut, whole], false)
    expect(others).toMatchObject({ longestId: 'whole', totals: [{ count: 2, distanceMeters: 15_000, elevationGainMeters: 100 }] })
    expect(reviewYear('ath_1', 2026, [cut, whole], true)).toMatchObject({
      longestId: 'cut',
      totals: [{ distanceMeters: 100_000 }],
    })
  })

  it('adds up to the naive sums, in any order', () => {
    const one = fc.record({
      day: fc.integer({ min: 0, max: 364 }),
      sport: fc.constantFrom('RIDE', 'RUN', 'SWIM'),
      distanceMeters: fc.integer({ min: 0, max: 200_000 }),
    })
    fc.assert(
      fc.property(fc.array(one, { maxLength: 60 }), (given) => {
        const activities = given.map(({ day, sport, distanceMeters }, index) =>
          activity(`act_${index}`, new Date(Date.UTC(2026, 0, 1 + day, 12)).toISOString(), { sport, distanceMeters } as never),
        )
        const review = reviewYear('ath_1', 2026, activities, true)
        expect(reviewYear('ath_1', 2026, activities.toReversed(), true)).toEqual(review)
        expect(review.activeDays).toBe(new Set(given.map(({ day }) => day)).size)
        for (const sport of ['RIDE', 'RUN', 'SWIM']) {
          const naive = given.filter((each) => each.sport === sport).reduce((sum, each) => sum + each.distanceMeters, 0)
          const total = review.totals.find((each) => each.sport === sport)?.distanceMeters ?? 0
          const months = review.months.flatMap(({ totals }) => totals.filter((each) => each.sport === sport))
          expect(total).toBe(naive)
          expect(months.reduce((sum, each) => sum + each.distanceMeters, 0)).toBe(naive)
        }
      }),
    )
  })
})
