import { cellToBoundary, latLngToCell, POLYGON_TO_CELLS_FLAGS, polygonToCellsExperimental } from 'h3-js'
import type { Position } from '../geometry/polyline.ts'
import { packedCell } from './cells.ts'

/** The resolution of the cells that packedCell returns. */
const PACKED_RESOLUTION = 9
/** Where the mode of an index stands, which is 1 for a cell, and its resolution. Source: h3geo.org/docs/core-library/h3Indexing */
const [MODE_BIT, RESOLUTION_BIT] = [59n, 52n]
/** An index has fifteen digits of three bits; those behind its resolution are 7. */
const [DIGITS, DIGIT_BITS] = [15, 3]

/** A part of the globe in degrees. `east` is less than `west` where it lies across the 180th meridian. */
export interface CellBox {
  readonly south: number
  readonly west: number
  readonly north: number
  readonly east: number
}

const cellOf = (index: string, resolution: number): number =>
  Math.floor(packedCell(index) / 2 ** (DIGIT_BITS * (PACKED_RESOLUTION - resolution)))

const indexOf = (cell: number, resolution: number): string => {
  const unused = BigInt(DIGIT_BITS * (DIGITS - resolution))
  const digits = (BigInt(cell) << unused) | ((1n << unused) - 1n)
  return ((1n << MODE_BIT) | (BigInt(resolution) << RESOLUTION_BIT) | digits).toString(16)
}

const overlapping = ({ south, west, north, east }: CellBox, resolution: number): readonly string[] => {
  // A box of no extent has no area for h3-js to fill.
  if (south === north || west === east) return [latLngToCell(south, west, resolution)]
  const corners = [
    [south, west],
    [south, east],
    [north, east],
    [north, west],
  ]
  return polygonToCellsExperimental(corners, resolution, POLYGON_TO_CELLS_FLAGS.containmentOverlapping)
}

/**
 * Returns the H3 cells of a resolution that a box touches, each once, in increasing order, as the integers of cellAt: the base cell and
 * as many digits as the resolution. The box is narrower than 180 degrees.
 */
export const cellsInBox = (box: CellBox, resolution: number): readonly number[] => {
  const { west, east } = box
  const parts =
    east >= west
      ? [box]
      : [
          { ...box, east: 180 },
          { ...box, west: -180 },
        ]
  const cells = parts.flatMap((part) => overlapping(part, resolution).map((index) => cellOf(index, resolution)))
  return [...new Set(cells)].sort((a, b) => a - b)
}

/** Returns the corners of a cell of a resolution, in degrees: six, or five, and more where an edge of the globe's icosahedron crosses it. */
export const outlineOf = (cell: number, resolution: number): readonly Position[] =>
  cellToBoundary(indexOf(cell, resolution)).map(([latitude = 0, longitude = 0]): Position => [latitude, longitude])
