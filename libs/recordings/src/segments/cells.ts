import { gridDisk, latLngToCell } from 'h3-js'
import { DEGREE_METERS, shortLongitude } from '../geometry/distance.ts'
import type { Position } from '../geometry/polyline.ts'
import { at } from '../recording.ts'
import type { Track } from './track.ts'

/** Edges of about 200 m: a cell and the ring around it reach at least 300 m from each of its points. */
const RESOLUTION = 9
/** How often a track is sampled; much less than the ring tolerates. */
const STEP_METERS = 100
/** Nobody rides a straight line this long without a position. A longer gap has no cells. */
const LONGEST_GAP_METERS = 5_000
/** Ten thousand kilometres pass fewer cells. The cells of a track that jumps around the globe end here. */
const MOST_CELLS = 50_000
/** The limit on points between positions for all gaps together: 20,000 km. */
const MOST_BETWEEN = 200_000

/** The bits of an index of resolution 9 after its last digit, all of them 1. */
const UNUSED_DIGITS = 2 ** 18

/**
 * Returns the H3 cell of a position at resolution 9 as an integer: the base cell and nine digits, 34 bits of the index, without
 * the constant mode and resolution. It has a third of the text's size, and a database compares it fastest. Source:
 * h3geo.org/docs/core-library/h3Indexing
 */
export const cellAt = (latitude: number, longitude: number): number => packedCell(latLngToCell(latitude, longitude, RESOLUTION))

/** Returns an H3 index as an integer. Of a coarser cell than those of resolution 9, the digits that it lacks are 7. */
export const packedCell = (index: string): number => Math.floor(Number.parseInt(index.slice(2), 16) / UNUSED_DIGITS)

/** Returns the cell of a position and the ring around it. A track that passes none of them is not near. */
export const cellsAround = ([latitude, longitude]: Position): readonly number[] =>
  gridDisk(latLngToCell(latitude, longitude, RESOLUTION), 1).map(packedCell)

/**
 * Returns the cells that a track passes, each once, in increasing order, up to about 50,000; sampled every 100 m, straight across
 * gaps of up to 5 km.
 */
export function cellsAlong({ latitude, longitude }: Track): readonly number[] {
  const cells = new Set<number>()
  let since = Number.POSITIVE_INFINITY
  let inGaps = 0
  for (let i = 0; i < latitude.length && cells.size < MOST_CELLS; i++) {
    const meters = i === 0 ? 0 : planeMeters(latitude, longitude, i)
    since += meters
    if (since < STEP_METERS) continue
    const isDrawn = meters <= LONGEST_GAP_METERS && inGaps < MOST_BETWEEN
    const steps = isDrawn ? Math.max(1, Math.ceil(meters / STEP_METERS)) : 1
    inGaps += steps - 1
    for (let step = 1; step <= steps; step++) {
      const before = Math.max(0, i - 1)
      const share = step / steps
      cells.add(cellAt(between(latitude, before, i, share), between(longitude, before, i, share)))
    }
    since = 0
  }
  return [...cells].sort((a, b) => a - b)
}

const between = (column: Float64Array, before: number, i: number, share: number): number =>
  share === 1 ? at(column, i) : at(column, before) + share * shortLongitude(at(column, i) - at(column, before))

/** Returns the metres from the position before on a plane, which is precise enough for cells. */
function planeMeters(latitude: Float64Array, longitude: Float64Array, i: number): number {
  const north = at(latitude, i) - at(latitude, i - 1)
  const east = shortLongitude(at(longitude, i) - at(longitude, i - 1)) * Math.cos((at(latitude, i) * Math.PI) / 180)
  return Math.sqrt(north ** 2 + east ** 2) * DEGREE_METERS
}

/** Each digit of an index has three bits. */
const DIGIT = 2 ** 3
/** From resolution 9 to 7: edges of 1.4 km, 5 square kilometres. */
const AREA_DIGITS = 2

/** Returns the larger cell, of resolution 7, that contains a cell. */
export const areaOf = (cell: number): number => Math.floor(cell / DIGIT ** AREA_DIGITS)

/** Returns the areas that contain these cells, each once, in increasing order. They count what is explored. */
export const areasOf = (cells: readonly number[]): readonly number[] => [...new Set(cells.map(areaOf))].sort((a, b) => a - b)

/** Returns the cell of resolution 4 (edges of 26 km) that contains an area: 343 areas share one. */
export const regionOf = (area: number): number => Math.floor(area / DIGIT ** 3)
