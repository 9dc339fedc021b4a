import { shortLongitude } from './distance.ts'
import type { Position } from './polyline.ts'

export interface Bounds {
  readonly southWest: Position
  readonly northEast: Position
}

/**
 * Returns the bounding box of the positions; null when there are none. When it crosses the 180th meridian, its west is greater
 * than its east, as in GeoJSON (RFC 7946, 5.2).
 */
export function bounds(positions: readonly Position[]): Bounds | null {
  const [first] = positions
  if (!first) return null
  let [south, north, west, east] = [first[0], first[0], 0, 0]
  for (const [latitude, longitude] of positions) {
    const offset = longitude - first[1]
    const short = Math.abs(offset) <= 180 ? offset : shortLongitude(offset)
    if (latitude < south) south = latitude
    if (latitude > north) north = latitude
    if (short < west) west = short
    if (short > east) east = short
  }
  const within = (offset: number): number => {
    const longitude = first[1] + offset
    return longitude > 180 ? longitude - 360 : longitude < -180 ? longitude + 360 : longitude
  }
  return { southWest: [south, within(west)], northEast: [north, within(east)] }
}
