import tzLookup from '@photostructure/tz-lookup'
import { bounds } from '../geometry/bounds.ts'
import { encodePolyline, type Position } from '../geometry/polyline.ts'
import type { KeptPositions } from '../geometry/positions.ts'
import { simplifyRoute } from '../geometry/simplify.ts'
import { at } from '../recording.ts'

/** A Route of the API. */
export interface Route {
  /** An encoded polyline, precision 5. No recorded position is more than 3 m away from it. */
  readonly polyline: string
  readonly start: Position
  readonly end: Position
  readonly southWest: Position
  readonly northEast: Position
}

const WITHIN_METERS = 3
/** Half a step of precision 5 in both directions, which rounding may add to the error of the simplification. */
const ROUNDING_METERS = 0.79

/** Removes the positions that the drawn line does not need. None is more than 3 m away from it, including rounding. */
export const simplifiedRoute = (positions: readonly Position[]): Position[] =>
  simplifyRoute(positions, WITHIN_METERS - ROUNDING_METERS)

/** Returns the route of the kept positions; null when there are none. */
export function measureRoute({ latitude, longitude, kept }: KeptPositions): Route | null {
  const positions: Position[] = Array.from(kept, (i) => [at(latitude, i), at(longitude, i)])
  const box = bounds(positions)
  const [start, end] = [positions[0], positions.at(-1)]
  if (!box || !start || !end) return null
  return { polyline: encodePolyline(simplifiedRoute(positions)), start, end, ...box }
}

/** Returns the IANA zone at a position, from an offline map; null when it has none. */
export function timeZoneAt(position: Position): string | null {
  try {
    return tzLookup(position[0], position[1])
  } catch {
    // The map throws only for positions outside the globe, which no recording contains.
    return null
  }
}
