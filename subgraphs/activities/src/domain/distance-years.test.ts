import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayOf } from './activity.ts'
import { yearOf } from './days.ts'
import { type Covered, type DistanceYearRow, distancesOf, recountYearsCovered, sportSums, sumsByDay } from './distance-years.ts'
import { eddingtonOf } from './eddington.ts'

const AUDIENCES = ['EVERYONE', 'FOLLOWERS', 'ONLY_ME'] as const
const ID = 'ath'

const amount = fc.option(fc.integer({ min: 0, max: 9000 }))
const sums = { distanceMeters: amount, movingSeconds: amount, elevationGainMeters: amount }
const activity = fc.record({
  id: fc.integer({ min: 0, max: 9 }),
  isGone: fc.boolean(),
  sport: fc.constantFrom('RUN', 'RIDE'),
  visibility: fc.constantFrom(...AUDIENCES),
  // Around New Year, so that zones tell the years apart.
  startedAt: fc.integer({ min: 0, max: 120 }).map((hours) => new Date(Date.UTC(2024, 11, 30) + hours * 3_600_000)),
  timeZone: fc.constantFrom('Pacific/Auckland', 'America/Los_Angeles', 'UTC'),
  ...sums,
  shown: fc.option(fc.record(sums)),
}) as fc.Arbitrary<Covered & { id: number; isGone: boolean }>

/** Counts the days of each change, as the worker does. */
const count = (rows: readonly DistanceYearRow[], all: readonly Covered[], days: readonly string[]) => {
  const isCounted = (day: string) => days.includes(day)
  const known = rows.filter(({ year }) => days.map(yearOf).includes(year))
  const changed = recountYearsCovered(ID, known, sumsByDay(all, isCounted), isCounted)
  return [...rows.filter(({ _id }) => !changed.some((row) => row._id === _id)), ...changed]
}

/** The summing way: over all activities that the viewer may see. */
const summed = (all: readonly Covered[], may: readonly string[], isOwn: boolean) =>
  all
    .filter(({ visibility }) => may.includes(visibility))
    .map((each) => {
      const own = each.distanceMeters ?? 0
      return { day: dayOf(each), sport: each.sport, distanceMeters: isOwn ? own : (each.shown?.distanceMeters ?? own) }
    })

/** The summing way for totals. */
const summedBySport = (all: readonly Covered[], may: readonly string[], isOwn: boolean) => {
  const seen = all.filter(({ visibility }) => may.includes(visibility))
  return [...new Set(seen.map((each) => each.sport))].sort().map((sport) => {
    const these = seen.filter((each) => each.sport === sport)
    const sum = (field: 'distanceMeters' | 'movingSeconds' | 'elevationGainMeters') =>
      these.reduce((total, each) => total + ((isOwn ? null : each.shown?.[field]) ?? each[field] ?? 0), 0)
    const [distanceMeters, movingSeconds, elevationGainMeters] = [
      sum('distanceMeters'),
      sum('movingSeconds'),
      sum('elevationGainMeters'),
    ]
    return { sport, count: these.length, distanceMeters, movingSeconds, elevationGainMeters }
  })
}

describe('sums that are kept by day', () => {
  it('say the same Eddington numbers and totals as all activities, whichever came, changed and went', () => {
    fc.assert(
      fc.property(fc.array(activity, { maxLength: 30 }), fc.subarray([...AUDIENCES]), fc.boolean(), (changes, may, isOwn) => {
        const kept = new Map<number, Covered>()
        let rows: readonly DistanceYearRow[] = []
        for (const { id, isGone, ...change } of changes) {
          const before = kept.get(id)
          if (isGone) kept.delete(id)
          else kept.set(id, change)
          rows = count(rows, [...kept.values()], [...new Set([before, change].flatMap((each) => (each ? [dayOf(each)] : [])))])
        }
        const all = [...kept.values()]
        for (const sports of [null, ['RUN' as const]])
          expect(eddingtonOf(distancesOf(rows, may, isOwn), sports, 'KILOMETRE')).toEqual(
            eddingtonOf(summed(all, may, isOwn), sports, 'KILOMETRE'),
          )
        const totals = sportSums(
          rows.flatMap((row) => row.totals ?? []),
          may,
          isOwn,
        )
        expect([...totals].sort((a, b) => (a.sport < b.sport ? -1 : 1))).toEqual(summedBySport(all, may, isOwn))
      }),
    )
  })

  it('change no row where the sums are the same, and empty a day that has lost its last activity', () => {
    const ride: Covered = {
      sport: 'RIDE',
      visibility: 'EVERYONE',
      startedAt: new Date('2025-03-01T08:00:00Z'),
      timeZone: 'UTC',
      distanceMeters: 5000,
      movingSeconds: 900,
      elevationGainMeters: null,
      shown: { distanceMeters: 4000, movingSeconds: 700, elevationGainMeters: null },
    }
    const rows = count([], [ride], ['2025-03-01'])
    const sum = {
      sport: 'RIDE',
      visibility: 'EVERYONE',
      count: 1,
      distanceMeters: 5000,
      movingSeconds: 900,
      elevationGainMeters: 0,
      shown: { distanceMeters: 4000, movingSeconds: 700, elevationGainMeters: 0 },
    }
    expect(rows).toEqual([
      {
        _id: 'ath:2025',
        athleteId: ID,
        year: 2025,
        days: { '03-01': [sum] },
        totals: [sum],
      },
    ])
    const isCounted = (day: string) => day === '2025-03-01'
    expect(recountYearsCovered(ID, rows, sumsByDay([ride], isCounted), isCounted)).toEqual([])
    expect(recountYearsCovered(ID, rows, new Map(), isCounted)).toEqual([{ ...rows[0], days: {}, totals: [] }])
  })
})
