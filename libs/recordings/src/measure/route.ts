import tzLookup from '@photostructure/tz-lookup'
import { bounds } from '../geometry/bounds.ts'
import { encodePolyline, type Position } from '../geometry/polyline.ts'
import type { KeptPositions } from '../geometry/positions.ts'
import { simplifyRoute } from '../geometry/simplify.ts'
import { at } from '../recording.ts'

/** The API's Route. */
export interface Route {
  /** Encoded polyline, precision 5, no recorded position more than 3 m off. */
  readonly polyline: string
  readonly start: Position
  readonly end: Position
  readonly southWest: Position
  readonly northEast: Position
}

const WITHIN_METERS = 3
/** Half a step of precision 5 in both directions: what rounding may add to simplifying. */
const ROUNDING_METERS = 0.79

/** Positions without those that a drawn line does not need: none is more than 3 m off, rounding included. */
export const simplifiedRoute = (positions: readonly Position[]): Position[] =>
  simplifyRoute(positions, WITHIN_METERS - ROUNDING_METERS)

/** The route of the kept positions; null when there are none. */
export function measureRoute({ latitude, longitude, kept }: KeptPositions): Route | null {
  const positions: Position[] = Array.from(kept, (i) => [at(latitude, i), at(longitude, i)])
  const box = bounds(positions)
  const [start, end] = [positions[0], positions.at(-1)]
  if (!box || !start || !end) return null
  return { polyline: encodePolyline(simplifiedRoute(positions)), start, end, ...box }
}

/** The IANA zone at a position, by an offline map; null where it has none. */
export function timeZoneAt(position: Position): string | null {
  try {
    return tzLookup(position[0], position[1])
  } catch {
    // It throws only for positions off the globe, which no recording keeps.
    return null
  }
}
