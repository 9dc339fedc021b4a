import { EARTH_RADIUS_METERS } from '@gruppetto/recordings'

export interface Place {
  /** Degrees north and east, WGS 84. */
  readonly latitude: number
  readonly longitude: number
}

/** A circle inside of which no one but the owner sees where the owner was. */
export interface Circle extends Place {
  readonly radiusMeters: number
}

/** How far the circle may be moved; the same for every radius, or two radii of one place would give it away. */
export const OFFSET_MAX_METERS = 250

/** Two numbers from 0 up to 1 for a square, the same ones whenever they are asked for. */
export type Chance = (square: string) => readonly [turn: number, reach: number]

const RADIANS = Math.PI / 180
const SQUARE_DEGREES = 100 / (EARTH_RADIUS_METERS * RADIANS)

/** The square of about 100 m by 100 m that a place lies in: rows from pole to pole, each cut into equal columns. */
export const squareOf = ({ latitude, longitude }: Place): string => {
  const row = Math.floor((latitude + 90) / SQUARE_DEGREES)
  const width = Math.cos(((row + 0.5) * SQUARE_DEGREES - 90) * RADIANS)
  const columns = Math.max(1, Math.floor((360 * width) / SQUARE_DEGREES))
  return `${row}:${Math.floor(((longitude + 180) / 360) * columns) % columns}`
}

/** The place so many metres away along a great circle, `turn` of a full turn clockwise from north. */
const placeBeside = ({ latitude, longitude }: Place, meters: number, turn: number): Place => {
  const [phi, arc, bearing] = [latitude * RADIANS, meters / EARTH_RADIUS_METERS, turn * 2 * Math.PI]
  const sine = Math.sin(phi) * Math.cos(arc) + Math.cos(phi) * Math.sin(arc) * Math.cos(bearing)
  const east = Math.atan2(Math.sin(bearing) * Math.sin(arc) * Math.cos(phi), Math.cos(arc) - Math.sin(phi) * sine)
  const moved = longitude + east / RADIANS
  return { latitude: Math.asin(Math.min(1, Math.max(-1, sine))) / RADIANS, longitude: ((moved + 540) % 360) - 180 }
}

/**
 * The circle that cuts for a circle that was asked for. Whoever has many cut ends can fit the circle, so it tells as little as a circle can:
 * its centre is moved by a vector drawn evenly from the disc of 250 m (the square root makes areas equally likely), and its radius is what
 * was asked for and 250 m, whatever the draw. With d <= 250 the place is inside by radius + 250 - d >= radius; and to who knows the circle
 * the place may be anywhere within 250 m of its centre, each spot as likely as any other: no guess comes within e metres more often than
 * (e / 250)^2 of the time. The vector belongs to the square, so that the same place gets the same circle again: see docs/adr/0008.
 */
export const circleAround = (place: Place, radiusMeters: number, chance: Chance): Circle => {
  const [turn, reach] = chance(squareOf(place))
  return { ...placeBeside(place, OFFSET_MAX_METERS * Math.sqrt(reach), turn), radiusMeters: radiusMeters + OFFSET_MAX_METERS }
}
