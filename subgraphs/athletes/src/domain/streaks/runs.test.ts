import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayNumber, dayText, mondayOf, sundayOf, weekOf } from './calendar.ts'
import { currentOf, endsWith, NO_RUNS, runsOf } from './runs.ts'

describe('weeks', () => {
  it('run from Monday to Sunday', () => {
    const [sunday, monday] = [dayNumber('2026-11-29'), dayNumber('2026-11-30')]
    expect(weekOf(monday)).toBe(weekOf(sunday) + 1)
    expect(dayText(mondayOf(weekOf(monday)))).toBe('2026-11-30')
    expect(dayText(sundayOf(weekOf(sunday)))).toBe('2026-11-29')
  })
})

describe('runsOf', () => {
  const kept =
    (...periods: readonly number[]) =>
    (period: number) =>
      periods.includes(period)

  it.each([
    [[], [], { longest: 0, count: 0, lastsThrough: null }],
    [[5], [], { longest: 1, count: 1, lastsThrough: 5 }],
    [[1, 2, 3, 7, 8], [], { longest: 3, count: 2, lastsThrough: 8 }],
    // A kept day holds the streak and does not count.
    [[1, 2, 4], [3], { longest: 3, count: 3, lastsThrough: 4 }],
    [[1, 2, 5], [3], { longest: 2, count: 1, lastsThrough: 5 }],
    [[1, 2], [3, 4], { longest: 2, count: 2, lastsThrough: 4 }],
    // A kept day with activity counts.
    [[1, 2, 3], [2], { longest: 3, count: 3, lastsThrough: 3 }],
  ])('of %j with %j kept is %j', (active, keeping, runs) => {
    expect(runsOf(active, kept(...keeping))).toEqual(runs)
  })

  const days = fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 40 }).map((list) => list.toSorted((a, b) => a - b))

  it('counts what a walk over each day counts', () => {
    fc.assert(
      fc.property(days, days, (active, keeping) => {
        let [longest, count, lastsThrough] = [0, 0, null as number | null]
        for (let day = 0; day <= 61; day += 1) {
          const continues = lastsThrough === day - 1
          if (active.includes(day)) {
            count = continues ? count + 1 : 1
            longest = Math.max(longest, count)
            lastsThrough = day
          } else if (keeping.includes(day) && continues) lastsThrough = day
        }
        expect(runsOf(active, kept(...keeping))).toEqual({ longest, count, lastsThrough })
      }),
    )
  })

  it('never gets longer by a day that is taken out, nor shorter by one that is kept', () => {
    fc.assert(
      fc.property(days, days, fc.nat(60), (active, keeping, day) => {
        const { longest } = runsOf(active, kept(...keeping))
        expect(
          runsOf(
            active.filter((each) => each !== day),
            kept(...keeping),
          ).longest,
        ).toBeLessThanOrEqual(longest)
        expect(runsOf(active, kept(...keeping, day)).longest).toBeGreaterThanOrEqual(longest)
      }),
    )
  })
})

it('a streak is not broken as long as its next day is not over', () => {
  const runs = { longest: 9, count: 4, lastsThrough: 10 }
  expect([9, 10, 11, 12].map((now) => currentOf(runs, now))).toEqual([4, 4, 4, 0])
  expect([10, 11, 12].map((now) => endsWith(runs, now))).toEqual([false, true, false])
  expect([currentOf(NO_RUNS, 0), endsWith(NO_RUNS, 0)]).toEqual([0, false])
})
