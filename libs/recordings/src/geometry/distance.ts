import type { Position } from './polyline.ts'

/** The IUGG mean earth radius R1. */
export const EARTH_RADIUS_METERS = 6_371_008.8
const RADIANS = Math.PI / 180

/** Returns the great-circle distance in metres between two positions in degrees (haversine). */
export function haversineMeters(latitude1: number, longitude1: number, latitude2: number, longitude2: number): number {
  const halfLatitude = Math.sin(((latitude2 - latitude1) * RADIANS) / 2)
  const halfLongitude = Math.sin(((longitude2 - longitude1) * RADIANS) / 2)
  const a = halfLatitude ** 2 + Math.cos(latitude1 * RADIANS) * Math.cos(latitude2 * RADIANS) * halfLongitude ** 2
  return 2 * EARTH_RADIUS_METERS * Math.asin(Math.min(1, Math.sqrt(a)))
}

/** Metres per degree of latitude. */
export const DEGREE_METERS = EARTH_RADIUS_METERS * RADIANS
/** Normalises a difference of longitudes to [-180, 180), the shorter way round. */
export const shortLongitude = (degrees: number): number =>
  degrees >= -180 && degrees < 180 ? degrees : ((((degrees + 180) % 360) + 360) % 360) - 180

/** Returns the distance of each point along a line, in metres. The first point is at 0. */
export function metersAlong(line: readonly Position[]): number[] {
  const along = [0]
  for (let k = 1; k < line.length; k++) {
    const [a, b] = [line[k - 1] as Position, line[k] as Position]
    along.push((along[k - 1] as number) + haversineMeters(a[0], a[1], b[0], b[1]))
  }
  return along
}
