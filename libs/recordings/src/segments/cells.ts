import { gridDisk, latLngToCell } from 'h3-js'
import { DEGREE_METERS, shortLongitude } from '../geometry/distance.ts'
import type { Position } from '../geometry/polyline.ts'
import { at } from '../recording.ts'
import type { Track } from './track.ts'

/** Edges of about 200 m: a cell and its ring reach at least 300 m around each of its points. */
const RESOLUTION = 9
/** A track is looked at this often: far less than the ring forgives. */
const STEP_METERS = 100
/** Nobody rides a straight line this long unseen: a longer gap has no cells. */
const LONGEST_GAP_METERS = 5_000
/** Ten thousand kilometres pass fewer: what jumps about the globe is looked at, and kept, no further. */
const MOST_CELLS = 50_000
/** As far as all gaps together are drawn: 20,000 km, however often there and back. */
const MOST_BETWEEN = 200_000

/** The bits of an index of resolution 9 behind its last digit, all of them 1. */
const UNUSED_DIGITS = 2 ** 18

/**
 * The H3 cell of a position at resolution 9 as a whole number: base cell and nine digits, 34 bits of the index; mode and resolution go
 * without saying. A third of the text's size, and what a database compares fastest. Source: h3geo.org/docs/core-library/h3Indexing
 */
export const cellAt = (latitude: number, longitude: number): number => packed(latLngToCell(latitude, longitude, RESOLUTION))

const packed = (index: string): number => Math.floor(Number.parseInt(index.slice(2), 16) / UNUSED_DIGITS)

/** The cell of a position and the ring around it: a track that passes none of these does not come near. */
export const cellsAround = ([latitude, longitude]: Position): readonly number[] =>
  gridDisk(latLngToCell(latitude, longitude, RESOLUTION), 1).map(packed)

/** The cells a track passes, each once, in rising order, some 50,000 at most; seen every 100 m, straight over gaps of up to 5 km. */
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

/** Metres from the position before, on the plane: cells need no more. */
function planeMeters(latitude: Float64Array, longitude: Float64Array, i: number): number {
  const north = at(latitude, i) - at(latitude, i - 1)
  const east = shortLongitude(at(longitude, i) - at(longitude, i - 1)) * Math.cos((at(latitude, i) * Math.PI) / 180)
  return Math.sqrt(north ** 2 + east ** 2) * DEGREE_METERS
}
