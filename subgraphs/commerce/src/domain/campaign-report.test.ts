import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Counted, reportOf, SMALL_GROUP, startSums, withoutSmallGroups } from './campaign-report.ts'

const day = (number: number): string => `2026-11-${String(number).padStart(2, '0')}`
const shown = (counts: readonly (readonly [number, number])[], options: { today: number; isOver?: boolean }) => [
  ...withoutSmallGroups(new Map(counts.map(([number, count]) => [day(number), count])), {
    today: day(options.today),
    isOver: options.isOver ?? false,
  }),
]

describe('counts by day', () => {
  it('of large days are shown as they are', () => {
    expect(
      shown(
        [
          [1, 12],
          [2, 10],
          [4, 30],
        ],
        { today: 6 },
      ),
    ).toEqual([
      [day(1), 12],
      [day(2), 10],
      [day(4), 30],
    ])
  })

  it('of small days are carried on to the day on which they are ten', () => {
    expect(
      shown(
        [
          [1, 4],
          [2, 5],
          [3, 1],
          [4, 11],
        ],
        { today: 6 },
      ),
    ).toEqual([
      [day(3), 10],
      [day(4), 11],
    ])
  })

  it('hold the last group back when the rest would follow from the total', () => {
    expect(
      shown(
        [
          [1, 12],
          [2, 10],
          [3, 1],
        ],
        { today: 6 },
      ),
    ).toEqual([[day(1), 12]])
    expect(
      shown(
        [
          [1, 12],
          [2, 3],
        ],
        { today: 6 },
      ),
    ).toEqual([])
    expect(shown([[1, 9]], { today: 6 })).toEqual([])
  })

  it('leave out a day that has not ended, whatever its size', () => {
    expect(
      shown(
        [
          [1, 12],
          [2, 50],
        ],
        { today: 2 },
      ),
    ).toEqual([[day(1), 12]])
    expect(
      shown(
        [
          [1, 12],
          [2, 5],
        ],
        { today: 2 },
      ),
    ).toEqual([])
  })

  it('are complete once the challenge is over: the rest joins the last group', () => {
    expect(
      shown(
        [
          [1, 12],
          [2, 10],
          [3, 1],
        ],
        { today: 3, isOver: true },
      ),
    ).toEqual([
      [day(1), 12],
      [day(3), 11],
    ])
    expect(shown([[1, 9]], { today: 3, isOver: true })).toEqual([])
  })

  it('single nobody out: each number and each difference to the total is 0 or at least ten', () => {
    const days = fc.array(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 25 })), { maxLength: 30 })
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 31 }), fc.boolean(), (counts, today, isOver) => {
        const unique = [...new Map(counts)]
        const total = unique.reduce((sum, [, count]) => sum + count, 0)
        const groups = shown(unique, { today, isOver }).map(([, count]) => count)
        const rest = total - groups.reduce((sum, count) => sum + count, 0)
        for (const count of groups) expect(count).toBeGreaterThanOrEqual(SMALL_GROUP)
        // Fewer than ten in all are the total itself, which everybody sees on the board.
        if (rest > 0 && total >= SMALL_GROUP) expect(rest).toBeGreaterThanOrEqual(SMALL_GROUP)
        if (isOver && total >= SMALL_GROUP) expect(rest).toBe(0)
      }),
    )
  })
})

describe('a report', () => {
  const athlete = (more: Partial<Counted> = {}): Counted => ({
    joinedAt: new Date('2026-11-01T23:30:00Z'),
    completedAt: null,
    activities: 1,
    meters: 10_000.1,
    ...more,
  })
  const report = (athletes: readonly Counted[], more: { onBoard?: 'DISTANCE' | 'ACTIVITY_COUNT' | null; zone?: string } = {}) => {
    const { count, sums } = startSums(more.zone ?? 'UTC')
    for (const one of athletes) count(one)
    return reportOf(sums(), { onBoard: more.onBoard ?? null, today: day(20), isOver: true, firstDay: day(1) })
  }
  const many = (count: number, more: Partial<Counted> = {}) => Array.from({ length: count }, () => athlete(more))

  it('counts the days in the zone of the brand', () => {
    expect(report(many(10)).byDay).toEqual([{ date: day(1), joined: 10, completed: 0 }])
    expect(report(many(10), { zone: 'Europe/Zurich' }).byDay).toEqual([
      { date: day(1), joined: 0, completed: 0 },
      { date: day(2), joined: 10, completed: 0 },
    ])
  })

  it('has no sums of fewer than ten athletes who did something, however many have joined', () => {
    const some = [...many(9), ...many(40, { activities: 0, meters: 0 })]
    expect(report(some, { onBoard: 'DISTANCE' })).toMatchObject({ participants: 49, activities: null, distanceMeters: null })
  })

  it('sums exactly what the board shows, and rounds what it does not', () => {
    const athletes = many(13)
    expect(report(athletes, { onBoard: 'DISTANCE' })).toMatchObject({ activities: 10, distanceMeters: 130_001.3 })
    expect(report(athletes, { onBoard: 'ACTIVITY_COUNT' })).toMatchObject({ activities: 13, distanceMeters: 100_000 })
    // One more ride is not seen in it.
    expect(report([...athletes, athlete({ meters: 42_195 })])).toMatchObject({ activities: 10, distanceMeters: 100_000 })
  })

  it('counts completions, also those by an activity from before joining', () => {
    const athletes = many(11, { completedAt: new Date('2026-10-31T12:00:00Z') })
    expect(report(athletes)).toMatchObject({
      completions: 11,
      byDay: [
        { date: '2026-10-31', joined: 0, completed: 11 },
        { date: day(1), joined: 11, completed: 0 },
      ],
    })
    expect(report([])).toEqual({ participants: 0, completions: 0, activities: null, distanceMeters: null, byDay: [] })
  })
})
