import { metersAlong } from '../geometry/distance.ts'
import { encodePolyline, type Position } from '../geometry/polyline.ts'
import { simplifyRoute } from '../geometry/simplify.ts'
import { climbing, smoothAltitude } from './elevation.ts'

/** A way to be taken, as opposed to one that was recorded. */
export interface PlannedRoute {
  /** An encoded polyline, precision 5. */
  readonly polyline: string
  readonly distanceMeters: number
  /** Null when the altitudes are not known. */
  readonly climbMeters: number | null
}

/** More points than this would make a page of events heavy, and no screen shows them. */
const MOST_POINTS = 5_000
/** Simplifying is quadratic where a way turns everywhere. */
const MOST_SIMPLIFIED = 12_000
/** How far the drawn line may be away from a point: as for recordings, or, where too many points would be left, farther. */
const TOLERANCE_METERS = 2
const COARSE_METERS = 10
/** Of so many points the altitude must be known. */
const KNOWN_SHARE = 0.8

/** Keeps both ends, and every so many points between them. */
const thinned = (points: readonly Position[], most: number): readonly Position[] => {
  const step = Math.ceil(points.length / (most - 1))
  return step <= 1 ? points : points.filter((_, i) => i % step === 0 || i === points.length - 1)
}

/** Simplifies a way. Of one that turns everywhere every so many points are left, since it would take seconds to simplify. */
const fewEnough = (positions: readonly Position[]): readonly Position[] => {
  const kept = simplifyRoute(thinned(positions, MOST_SIMPLIFIED), TOLERANCE_METERS)
  return kept.length <= MOST_POINTS ? kept : thinned(simplifyRoute(kept, COARSE_METERS), MOST_POINTS)
}

/** Returns the climb of a way, measured as that of recordings. Planners without a map of altitudes write the same one everywhere. */
const climbOf = (altitudes: Float64Array, along: readonly number[]): number | null => {
  const known = altitudes.filter((meters) => !Number.isNaN(meters))
  if (known.length < altitudes.length * KNOWN_SHARE || known.every((meters) => meters === known[0])) return null
  const last = altitudes.length - 1
  const smooth = smoothAltitude(altitudes, Float64Array.from(along), Float64Array.from(along), [{ first: 0, last }])
  return climbing(smooth, 0, last).gainMeters
}

/** Returns the route over at least two positions. `altitudes` has a value for each, NaN where it is not known. */
export const plannedRoute = (positions: readonly Position[], altitudes: Float64Array | null = null): PlannedRoute => {
  const along = metersAlong(positions)
  return {
    polyline: encodePolyline(fewEnough(positions)),
    distanceMeters: along.at(-1) ?? 0,
    climbMeters: altitudes === null ? null : climbOf(altitudes, along),
  }
}
