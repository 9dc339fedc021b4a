import { EARTH_RADIUS_METERS } from '@gruppetto/recordings'

export interface Place {
  /** Degrees north and east, WGS 84. */
  readonly latitude: number
  readonly longitude: number
}

/** A circle inside which only the owner sees where the owner was. */
export interface Circle extends Place {
  readonly radiusMeters: number
}

/** How far a circle may be moved. It does not depend on the radius: otherwise two circles of one place would reveal the place. */
export const OFFSET_MAX_METERS = 250

/** Returns two random numbers from 0 to 1 (exclusive) for a square, always the same two for the same square. */
export type SquareRandom = (square: string) => readonly [turn: number, reach: number]

const RADIANS = Math.PI / 180
const SQUARE_DEGREES = 100 / (EARTH_RADIUS_METERS * RADIANS)

/** Returns the name of the square, about 100 m by 100 m, that contains a place. Each row from pole to pole has columns of equal width. */
export const squareOf = ({ latitude, longitude }: Place): string => {
  const row = Math.floor((latitude + 90) / SQUARE_DEGREES)
  const width = Math.cos(((row + 0.5) * SQUARE_DEGREES - 90) * RADIANS)
  const columns = Math.max(1, Math.floor((360 * width) / SQUARE_DEGREES))
  return `${row}:${Math.floor(((longitude + 180) / 360) * columns) % columns}`
}

/** Returns the place at this distance along a great circle. `turn` is the bearing as a fraction of a full turn. */
const movedPlace = ({ latitude, longitude }: Place, meters: number, turn: number): Place => {
  const [phi, arc, bearing] = [latitude * RADIANS, meters / EARTH_RADIUS_METERS, turn * 2 * Math.PI]
  const sine = Math.sin(phi) * Math.cos(arc) + Math.cos(phi) * Math.sin(arc) * Math.cos(bearing)
  const east = Math.atan2(Math.sin(bearing) * Math.sin(arc) * Math.cos(phi), Math.cos(arc) - Math.sin(phi) * sine)
  const moved = longitude + east / RADIANS
  return { latitude: Math.asin(Math.min(1, Math.max(-1, sine))) / RADIANS, longitude: ((moved + 540) % 360) - 180 }
}

/**
 * Returns the circle that hides a place with at least `radiusMeters` around it. An observer can compute the circle from the
 * ends of many activities, so the circle itself must not reveal the place. Its centre is moved by a vector that is uniformly
 * distributed over a disc of 250 m (hence the square root), and its radius is always 250 m larger than requested. When the centre
 * moves by d <= 250, the distance from the place to the edge is at least radius + 250 - d >= radius. For an observer who knows the
 * circle, the place is uniformly distributed within 250 m of its centre: a guess is within e metres of it with probability
 * (e / 250)^2 at most. The vector depends on the square, so the same place always gets the same circle: see docs/adr/0008.
 */
export const circleAround = (place: Place, radiusMeters: number, random: SquareRandom): Circle => {
  const [turn, reach] = random(squareOf(place))
  return { ...movedPlace(place, OFFSET_MAX_METERS * Math.sqrt(reach), turn), radiusMeters: radiusMeters + OFFSET_MAX_METERS }
}
