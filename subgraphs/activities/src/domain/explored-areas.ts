import { isDeepStrictEqual } from 'node:util'
import { groupBy } from '@gruppetto/graph'
import { areaOf, areasOf } from '@gruppetto/recordings'
import { type MatchKind, VIRTUAL_KINDS } from './segments/segment.ts'

/** What an athlete has passed of an area: a cell of H3's resolution 7 with 49 of resolution 9. */
export interface ExploredAreaRow {
  /** `<athleteId>:<area>` */
  readonly _id: string
  readonly athleteId: string
  /** The cells that were passed in each year, in rising order. A year in which none was passed is absent. */
  readonly years: Readonly<Record<string, readonly number[]>>
  /** How many of them were passed in each year for the first time. */
  readonly fresh: Readonly<Record<string, number>>
}

/** The cells that were passed by an activity, and the year in which they count. */
export interface Passed {
  readonly year: number
  readonly cells: readonly number[]
}

interface Counted {
  readonly kind: MatchKind
  /** Absent where it was not counted yet. */
  readonly year?: number
  readonly cells: readonly number[]
}

/** Ten thousand kilometres pass fewer. A track that jumps around the globe explores nothing, and would write as many rows. */
const MOST_AREAS = 10_000

/** Returns what counts of a track. What was done in a virtual world passes nothing. */
export const passedOf = ({ kind, year, cells }: Counted): Passed | null =>
  year === undefined || VIRTUAL_KINDS.includes(kind) || areasOf(cells).length > MOST_AREAS ? null : { year, cells }

/** What an activity passes no more, and what it passes newly. */
export interface ExploredChange {
  readonly lost: Passed | null
  readonly gained: Passed | null
  /** The areas that this concerns. */
  readonly areas: readonly number[]
}

const without = (passed: Passed | null, other: Passed | null): Passed | null => {
  if (passed === null || passed.year !== other?.year) return passed
  const known = new Set(other.cells)
  return { year: passed.year, cells: passed.cells.filter((cell) => !known.has(cell)) }
}

export const exploredChange = (before: Passed | null, after: Passed | null): ExploredChange => {
  const [lost, gained] = [without(before, after), without(after, before)]
  return { lost, gained, areas: areasOf([...(lost?.cells ?? []), ...(gained?.cells ?? [])]) }
}

const rising = (cells: Iterable<number>): readonly number[] => [...cells].sort((a, b) => a - b)

const freshOf = (years: ExploredAreaRow['years']): ExploredAreaRow['fresh'] => {
  const known = new Set<number>()
  const inOrder = Object.keys(years).sort((a, b) => Number(a) - Number(b))
  const counts = inOrder.map((year) => {
    const before = known.size
    for (const cell of years[year] ?? []) known.add(cell)
    return [year, known.size - before] as const
  })
  return Object.fromEntries(counts.filter(([, count]) => count > 0))
}

const rowOf = (athleteId: string, area: number, years: ExploredAreaRow['years']): ExploredAreaRow => {
  const passed = Object.fromEntries(Object.entries(years).filter(([, cells]) => cells.length > 0))
  return { _id: exploredAreaId(athleteId, area), athleteId, years: passed, fresh: freshOf(passed) }
}

export const exploredAreaId = (athleteId: string, area: number): string => `${athleteId}:${area}`

/**
 * Returns the areas that differ after a change. `known` are the rows of its areas, by id, and `others` the cells that the athlete's other
 * activities pass in the year of what is lost.
 */
export const changeAreas = (
  athleteId: string,
  known: ReadonlyMap<string, ExploredAreaRow>,
  { lost, gained, areas }: ExploredChange,
  others: ReadonlySet<number>,
): readonly ExploredAreaRow[] => {
  const gone = new Set(lost?.cells.filter((cell) => !others.has(cell)))
  const come = groupBy(gained?.cells ?? [], areaOf)
  return areas.flatMap((area) => {
    const before = known.get(exploredAreaId(athleteId, area))
    const years: Record<string, readonly number[]> = { ...before?.years }
    if (lost !== null) years[lost.year] = (years[lost.year] ?? []).filter((cell) => !gone.has(cell))
    if (gained !== null) years[gained.year] = rising(new Set([...(years[gained.year] ?? []), ...(come.get(area) ?? [])]))
    const after = rowOf(athleteId, area, years)
    return isDeepStrictEqual(before, after) ? [] : [after]
  })
}

/** Counts anew what activities have passed. They are added one by one, so that nobody has to hold all of them. */
export const openAreaCount = (athleteId: string) => {
  const areas = new Map<number, Map<number, Set<number>>>()
  return {
    add({ year, cells }: Passed): void {
      for (const cell of cells) {
        const area = areaOf(cell)
        const years = areas.get(area) ?? new Map<number, Set<number>>()
        const passed = years.get(year) ?? new Set()
        areas.set(area, years.set(year, passed.add(cell)))
      }
    },
    rows(): readonly ExploredAreaRow[] {
      return [...areas].map(([area, years]) =>
        rowOf(athleteId, area, Object.fromEntries([...years].map(([year, cells]) => [year, rising(cells)]))),
      )
    },
  }
}

/** Tells whether nothing is left of it. */
export const isUnexplored = ({ years }: ExploredAreaRow): boolean => Object.keys(years).length === 0

/** How many cells were passed in a year for the first time. */
export const freshIn = (rows: readonly ExploredAreaRow[], year: number): number =>
  rows.reduce((sum, { fresh }) => sum + (fresh[year] ?? 0), 0)
