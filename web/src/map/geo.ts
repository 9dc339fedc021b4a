import type { Point } from '../design/polyline.ts'

/** A part of the world, in degrees. Where west is the larger it goes over the 180th meridian. */
export interface Box {
  readonly south: number
  readonly west: number
  readonly north: number
  readonly east: number
}

/** GeoJSON has the longitude first. */
export type LngLat = [longitude: number, latitude: number]

export const lngLatOf = ([latitude, longitude]: Point): LngLat => [longitude, latitude]

/** Longitudes that go on over the 180th meridian, so that a line that crosses it is drawn as one. */
export const lineOf = (points: readonly Point[]): LngLat[] => {
  let turn = 0
  return points.map(([latitude, longitude], index) => {
    const before = points[index - 1]?.[1]
    if (before !== undefined && Math.abs(longitude - before) > 180) turn += longitude > before ? -360 : 360
    return [longitude + turn, latitude]
  })
}

/** Returns the box around points, or null for none. */
export const boxOf = (points: readonly Point[]): Box | null => {
  const line = lineOf(points)
  if (line.length === 0) return null
  let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity]
  for (const [longitude, latitude] of line) {
    west = Math.min(west, longitude)
    east = Math.max(east, longitude)
    south = Math.min(south, latitude)
    north = Math.max(north, latitude)
  }
  return { south, west, north, east }
}

/** The mean radius of the earth in metres, as the platform measures distances. */
const EARTH_METERS = 6_371_008.8
const RADIANS = Math.PI / 180

/** The distance of two places in metres, by the haversine formula. */
export const metersBetween = (a: Point, b: Point): number => {
  const [north, east] = [(b[0] - a[0]) * RADIANS, (b[1] - a[1]) * RADIANS]
  const half = Math.sin(north / 2) ** 2 + Math.cos(a[0] * RADIANS) * Math.cos(b[0] * RADIANS) * Math.sin(east / 2) ** 2
  return 2 * EARTH_METERS * Math.asin(Math.min(1, Math.sqrt(half)))
}

const CORNERS = 64

/** Returns the closed ring of places that are so many metres away from a place. */
export const ringAround = ([latitude, longitude]: Point, meters: number): LngLat[] => {
  const angle = meters / EARTH_METERS
  const [sin, cos] = [Math.sin(latitude * RADIANS), Math.cos(latitude * RADIANS)]
  return Array.from({ length: CORNERS + 1 }, (_, corner) => {
    const bearing = ((corner % CORNERS) / CORNERS) * 2 * Math.PI
    const north = Math.asin(sin * Math.cos(angle) + cos * Math.sin(angle) * Math.cos(bearing))
    const east = Math.atan2(Math.sin(bearing) * Math.sin(angle) * cos, Math.cos(angle) - sin * Math.sin(north))
    return [longitude + east / RADIANS, north / RADIANS]
  })
}

/** Returns the box around a place that shows so many metres to each side. */
export const boxAround = (place: Point, meters: number): Box | null =>
  boxOf(ringAround(place, meters).map(([longitude, latitude]) => [latitude, longitude]))

/** Returns the index of the place that is nearest to another one, within so many metres, or null. Places that are not known are left out. */
export const nearestOf = (places: readonly (Point | null)[], to: Point, withinMeters: number): number | null => {
  const shrink = Math.cos(to[0] * RADIANS)
  let [nearest, least] = [-1, Infinity]
  for (const [index, place] of places.entries()) {
    if (place === null) continue
    const [north, east] = [place[0] - to[0], (place[1] - to[1]) * shrink]
    const square = north * north + east * east
    if (square < least) [nearest, least] = [index, square]
  }
  const place = places[nearest]
  return place == null || metersBetween(place, to) > withinMeters ? null : nearest
}
