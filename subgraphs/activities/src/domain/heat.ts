import { isDeepStrictEqual } from 'node:util'
import { groupBy } from '@gruppetto/graph'
import {
  areaOf,
  areasOf,
  type CellBox,
  cellsAlong,
  prepareTrack,
  type SampleColumns,
  visibleColumns,
} from '@gruppetto/recordings'
import type { ViewerPrivacy } from './viewer-privacy.ts'

/** The resolutions of H3 in which the heat map is drawn: edges of 200 m, 1.4 km and 10 km. */
export type HeatResolution = 9 | 7 | 5

/** Cells that a route passes: those of resolution 9, the areas of 7 and the regions of 5 around them. Each once, in rising order. */
export interface HeatCells {
  readonly cells: readonly number[]
  readonly areas: readonly number[]
  readonly regions: readonly number[]
}

/** What an activity adds to the heat map. */
export interface HeatTrackRow {
  /** The activity's id. */
  readonly _id: string
  readonly athleteId: string
  readonly samplesRevision: number
  /** The privacy rules (rulesKey) with which the cells were found. */
  readonly rules: string | null
  /** False while the athlete's account is closed or private. */
  readonly isCounted: boolean
  /** The cells that everybody sees the route pass. */
  readonly cells: readonly number[]
}

/** How many counted activities of an athlete pass a region, and its areas and cells. */
export interface AthleteHeatRow {
  /** `<athleteId>:<region>` */
  readonly _id: string
  readonly athleteId: string
  readonly activities: number
  readonly areas: Readonly<Record<string, number>>
  readonly cells: Readonly<Record<string, number>>
}

/** Where an athlete passes now who did not before, and where no more. */
export interface HeatChange {
  readonly gained: HeatCells
  readonly lost: HeatCells
}

/** How many athletes pass the cells that lie in a cell two resolutions coarser. */
export interface HeatTileRow {
  /** `<resolution of the cells>:<coarser cell>` */
  readonly _id: string
  readonly athletes: Readonly<Record<string, number>>
}

/** Nobody can tell who it was where so many have passed. */
const FEWEST_ATHLETES = 5
/** Ten thousand kilometres pass fewer. A track that jumps around the globe is not drawn. */
const MOST_CELLS = 20_000

const without = (cells: readonly number[], others: readonly number[]): readonly number[] => {
  const known = new Set(others)
  return cells.filter((cell) => !known.has(cell))
}

/** Returns the cells that everybody sees a route pass. No line is drawn over what is hidden in its middle. */
export const shownCells = (whole: SampleColumns, rules: ViewerPrivacy): readonly number[] => {
  const { columns, gaps } = visibleColumns(whole, rules)
  const { timeSeconds, latitude, longitude } = columns
  if (!timeSeconds || !latitude || !longitude) return []
  const cells = new Set<number>()
  const starts = [0, ...gaps]
  for (const [index, start] of starts.entries()) {
    const end = starts[index + 1] ?? timeSeconds.length
    const track = prepareTrack({
      timeSeconds: timeSeconds.subarray(start, end),
      latitude: latitude.subarray(start, end),
      longitude: longitude.subarray(start, end),
    })
    for (const cell of cellsAlong(track)) cells.add(cell)
  }
  return cells.size > MOST_CELLS ? [] : [...cells].sort((a, b) => a - b)
}

const regionOfCell = (cell: number): number => areaOf(areaOf(cell))
const regionsOf = (cells: readonly number[]): readonly number[] => areasOf(areasOf(cells))

export const athleteHeatId = (athleteId: string, region: number): string => `${athleteId}:${region}`

/** Returns the regions of which an athlete's rows change between two sets of cells. */
export const changedRegions = (before: readonly number[], after: readonly number[]): readonly number[] =>
  regionsOf([...without(before, after), ...without(after, before)])

type Counts = Readonly<Record<string, number>>

const added = (counts: Counts, keys: readonly number[], by: number): Counts => {
  const next: Record<string, number> = { ...counts }
  for (const key of keys) {
    const count = (next[key] ?? 0) + by
    if (count > 0) next[key] = count
    else delete next[key]
  }
  return next
}

const rising = (keys: readonly string[]): readonly number[] => keys.map(Number).sort((a, b) => a - b)

const newKeys = (before: Counts, after: Counts): readonly number[] =>
  rising(Object.keys(after).filter((key) => before[key] === undefined))

/**
 * Returns an athlete's rows after an activity passes other cells than before, with what that changes on the map. `known` are the
 * athlete's rows of changedRegions, by id; one that is absent counts nothing.
 */
export const changeHeat = (
  athleteId: string,
  known: ReadonlyMap<string, AthleteHeatRow>,
  before: readonly number[],
  after: readonly number[],
): { readonly rows: readonly AthleteHeatRow[]; readonly change: HeatChange } => {
  const [beforeBy, afterBy] = [groupBy(before, regionOfCell), groupBy(after, regionOfCell)]
  const changes = changedRegions(before, after).map((region) => {
    const _id = athleteHeatId(athleteId, region)
    const old = known.get(_id) ?? { _id, athleteId, activities: 0, areas: {}, cells: {} }
    const [passed, passes] = [beforeBy.get(region) ?? [], afterBy.get(region) ?? []]
    const row = {
      ...old,
      activities: old.activities + Math.sign(passes.length) - Math.sign(passed.length),
      areas: added(added(old.areas, areasOf(passed), -1), areasOf(passes), 1),
      cells: added(added(old.cells, passed, -1), passes, 1),
    }
    return { region, old, row }
  })
  const cellsOf = (from: 'old' | 'row', to: 'old' | 'row'): HeatCells => ({
    cells: changes.flatMap((change) => newKeys(change[from].cells, change[to].cells)),
    areas: changes.flatMap((change) => newKeys(change[from].areas, change[to].areas)),
    regions: changes.filter((change) => change[from].activities === 0 && change[to].activities > 0).map(({ region }) => region),
  })
  return {
    rows: changes.filter(({ old, row }) => !isDeepStrictEqual(old, row)).map(({ row }) => row),
    change: { gained: cellsOf('old', 'row'), lost: cellsOf('row', 'old') },
  }
}

export const isEmptyHeat = ({ cells, areas, regions }: HeatCells): boolean => cells.length + areas.length + regions.length === 0

export const heatTileId = (resolution: HeatResolution, coarser: number): string => `${resolution}:${coarser}`

/** Returns by how much the numbers of athletes change, by tile and cell. */
export const sumHeatChanges = (changes: readonly HeatChange[]): ReadonlyMap<string, ReadonlyMap<number, number>> => {
  const tiles = new Map<string, Map<number, number>>()
  const add = (resolution: HeatResolution, cells: readonly number[], by: number): void => {
    for (const cell of cells) {
      const id = heatTileId(resolution, areaOf(cell))
      const sums = tiles.get(id) ?? new Map<number, number>()
      tiles.set(id, sums.set(cell, (sums.get(cell) ?? 0) + by))
    }
  }
  for (const { gained, lost } of changes)
    for (const [{ cells, areas, regions }, by] of [[gained, 1] as const, [lost, -1] as const]) {
      add(9, cells, by)
      add(7, areas, by)
      add(5, regions, by)
    }
  return tiles
}

/** Returns a tile after its numbers have changed. A cell that nobody passes is left out. */
export const changeTile = ({ _id, athletes }: HeatTileRow, sums: ReadonlyMap<number, number>): HeatTileRow => {
  let next = athletes
  for (const [cell, by] of sums) next = added(next, [cell], by)
  return { _id, athletes: next }
}

/** A cell of the map, and how many athletes pass it, in steps: see heatOf. */
export interface HeatCell {
  readonly cell: number
  readonly heat: number
}

/** Returns 1 for five to nine athletes, and one more each time that their number doubles; null for fewer, who could be found out. */
export const heatOf = (athletes: number): number | null =>
  athletes < FEWEST_ATHLETES ? null : Math.floor(Math.log2(athletes / FEWEST_ATHLETES)) + 1

/** Returns the cells of some tiles that may be shown, at most so many, the hottest first. */
export const hottest = (tiles: readonly HeatTileRow[], most: number): readonly HeatCell[] => {
  const cells = tiles.flatMap(({ athletes }) =>
    Object.entries(athletes).flatMap(([cell, count]): readonly HeatCell[] => {
      const heat = heatOf(count)
      return heat === null ? [] : [{ cell: Number(cell), heat }]
    }),
  )
  return cells.sort((a, b) => b.heat - a.heat || a.cell - b.cell).slice(0, most)
}

/** Up to this many degrees, wide and high, a box is drawn in cells of a resolution: of each, at most about a thousand tiles are read. */
const WIDEST: readonly (readonly [degrees: number, HeatResolution])[] = [
  [0.6, 9],
  [4, 7],
]
export const WIDEST_HEAT_DEGREES = 30

/** Returns the finest resolution in which a box is drawn. */
export const resolutionFor = (widthDegrees: number, heightDegrees: number): HeatResolution =>
  WIDEST.find(([degrees]) => Math.max(widthDegrees, heightDegrees) <= degrees)?.[1] ?? 5

/** How far the cells of a tile reach beyond it, in degrees of latitude: somewhat more than a third of their edge. */
const MARGIN_DEGREES: Readonly<Record<HeatResolution, number>> = { 9: 0.001, 7: 0.007, 5: 0.05 }

/** Returns a box that touches each tile with a cell in the given one. */
export const withMargin = ({ south, west, north, east }: CellBox, resolution: HeatResolution): CellBox => {
  const margin = MARGIN_DEGREES[resolution]
  const turned = (longitude: number): number =>
    longitude > 180 ? longitude - 360 : longitude < -180 ? longitude + 360 : longitude
  const widest = Math.max(Math.abs(south), Math.abs(north))
  const sideways = margin / Math.max(0.05, Math.cos((widest * Math.PI) / 180))
  return {
    south: Math.max(-90, south - margin),
    west: turned(west - sideways),
    north: Math.min(90, north + margin),
    east: turned(east + sideways),
  }
}
