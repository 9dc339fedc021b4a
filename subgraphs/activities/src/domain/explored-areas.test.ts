import { areaOf, areasOf, cellAt } from '@gruppetto/recordings'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  changeAreas,
  type ExploredAreaRow,
  exploredChange,
  freshIn,
  isUnexplored,
  openAreaCount,
  type Passed,
  passedOf,
} from './explored-areas.ts'

const ID = 'ath'
/** Twelve cells in three areas. */
const CELLS = [46, 47, 48].flatMap((latitude) => [0, 1, 2, 3].map((step) => cellAt(latitude, 8 + step * 0.004)))
const YEARS = [2023, 2024, 2025]

/** How many cells an athlete passed in a year for the first time, told from all activities. */
const told = (activities: readonly Passed[], year: number): number => {
  const cellsOf = (isWanted: (each: number) => boolean) =>
    new Set(activities.filter((each) => isWanted(each.year)).flatMap(({ cells }) => cells))
  const before = cellsOf((each) => each < year)
  return [...cellsOf((each) => each === year)].filter((cell) => !before.has(cell)).length
}

const countAreas = (activities: Iterable<Passed>): readonly ExploredAreaRow[] => {
  const count = openAreaCount(ID)
  for (const each of activities) count.add(each)
  return count.rows()
}

const passed = fc.record({
  year: fc.constantFrom(...YEARS),
  cells: fc.subarray(CELLS).map((cells) => cells.sort((a, b) => a - b)),
})
const step = fc.record({ id: fc.integer({ min: 0, max: 6 }), after: fc.option(passed) })

/** Changes one activity, as the worker does. */
const change = (
  rows: ReadonlyMap<string, ExploredAreaRow>,
  activities: Map<number, Passed>,
  id: number,
  after: Passed | null,
) => {
  const what = exploredChange(activities.get(id) ?? null, after)
  if (after === null) activities.delete(id)
  else activities.set(id, after)
  const others = [...activities].filter(([other, { year }]) => other !== id && year === what.lost?.year)
  const changed = changeAreas(ID, rows, what, new Set(others.flatMap(([, { cells }]) => cells)))
  const all = new Map([...rows, ...changed.map((row) => [row._id, row] as const)])
  return new Map([...all].filter(([, row]) => !isUnexplored(row)))
}

describe('what an athlete has explored', () => {
  it('is the same as counted anew, whichever activities came, changed and went', () => {
    expect(new Set(CELLS.map(areaOf)).size).toBeGreaterThan(2)
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const activities = new Map<number, Passed>()
        let rows: ReadonlyMap<string, ExploredAreaRow> = new Map()
        for (const { id, after } of steps) {
          rows = change(rows, activities, id, after)
          const anew = countAreas(activities.values())
          expect(rows).toEqual(new Map(anew.map((row) => [row._id, row])))
          for (const year of YEARS) expect(freshIn([...rows.values()], year)).toBe(told([...activities.values()], year))
        }
      }),
    )
  })

  it('is nothing in a virtual world, before it was counted, and of a track that jumps around the globe', () => {
    const track = { kind: 'WHEELS', year: 2024, cells: CELLS } as const
    expect(passedOf(track)).toEqual({ year: 2024, cells: CELLS })
    expect(passedOf({ ...track, kind: 'VIRTUAL_WHEELS' })).toBeNull()
    expect(passedOf({ kind: 'WHEELS', cells: CELLS })).toBeNull()
    const jumps = Array.from({ length: 20_000 }, (_, i) =>
      cellAt((i % 170) - 85 + 0.001 * (i % 7), (i % 359) - 179 + i / 100_000),
    )
    expect(areasOf(jumps).length).toBeGreaterThan(10_000)
    expect(passedOf({ ...track, cells: jumps })).toBeNull()
  })

  it('needs no write where everything was passed in that year already', () => {
    const [first = 0, second = 0] = CELLS
    const rows = new Map(countAreas([{ year: 2024, cells: [first, second] }]).map((row) => [row._id, row]))
    const again = exploredChange(null, { year: 2024, cells: [first] })
    expect(changeAreas(ID, rows, again, new Set())).toEqual([])
    const same = { year: 2024, cells: [first] }
    expect(exploredChange(same, same).areas).toEqual([])
  })
})
