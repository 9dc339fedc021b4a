import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayOf } from './activity.ts'
import { yearOf } from './days.ts'
import { type Covered, type DistanceYearRow, distancesByDay, distancesOf, recountDistances } from './distance-years.ts'
import { eddingtonOf } from './eddington.ts'

const AUDIENCES = ['EVERYONE', 'FOLLOWERS', 'ONLY_ME'] as const
const ID = 'ath'

const activity = fc.record({
  id: fc.integer({ min: 0, max: 9 }),
  isGone: fc.boolean(),
  sport: fc.constantFrom('RUN', 'RIDE'),
  visibility: fc.constantFrom(...AUDIENCES),
  // Around New Year, so that zones tell the years apart.
  startedAt: fc.integer({ min: 0, max: 120 }).map((hours) => new Date(Date.UTC(2024, 11, 30) + hours * 3_600_000)),
  timeZone: fc.constantFrom('Pacific/Auckland', 'America/Los_Angeles', 'UTC'),
  distanceMeters: fc.option(fc.integer({ min: 0, max: 9000 })),
  shown: fc.option(fc.record({ distanceMeters: fc.option(fc.integer({ min: 0, max: 9000 })) })),
}) as fc.Arbitrary<Covered & { id: number; isGone: boolean }>

/** Counts the days of each change, as the worker does. */
const count = (rows: readonly DistanceYearRow[], all: readonly Covered[], days: readonly string[]) => {
  const isCounted = (day: string) => days.includes(day)
  const known = rows.filter(({ year }) => days.map(yearOf).includes(year))
  const changed = recountDistances(ID, known, distancesByDay(all, isCounted), isCounted)
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

describe('distances that are kept by day', () => {
  it('say the same Eddington numbers as all activities, whichever came, changed and went', () => {
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
    }
    const rows = count([], [ride], ['2025-03-01'])
    expect(rows).toEqual([
      {
        _id: 'ath:2025',
        athleteId: ID,
        year: 2025,
        days: { '03-01': [{ sport: 'RIDE', visibility: 'EVERYONE', distanceMeters: 5000, shownMeters: 5000 }] },
      },
    ])
    const isCounted = (day: string) => day === '2025-03-01'
    expect(recountDistances(ID, rows, distancesByDay([ride], isCounted), isCounted)).toEqual([])
    expect(recountDistances(ID, rows, new Map(), isCounted)).toEqual([{ ...rows[0], days: {} }])
  })
})
