import { metersAlong } from '../geometry/distance.ts'
import type { Position } from '../geometry/polyline.ts'
import { simplifyRoute } from '../geometry/simplify.ts'
import { climbing, smoothAltitude } from '../measure/elevation.ts'
import { firstAtOrAfter } from '../measure/span-means.ts'
import { at } from '../recording.ts'
import type { SampleColumns } from '../store/chunks.ts'
import { prepareSegment } from './segment-line.ts'

/** The data of a new segment. */
export interface SegmentCut {
  /** The line. No recorded position is more than one metre away from it; its first and last points are recorded positions. */
  readonly points: readonly Position[]
  readonly distanceMeters: number
  /** 0 when the recording has no altitude. */
  readonly elevationGainMeters: number
  /** The rise between the ends divided by the distance; 0 when the recording has no altitude. */
  readonly averageGradePercent: number
}

const WITHIN_METERS = 1

/**
 * Cuts a segment out of a recording: from the first position at or after one moment to the last one at or before another. Returns
 * null when there is no line.
 */
export function cutSegment(columns: SampleColumns, startSeconds: number, endSeconds: number): SegmentCut | null {
  const { timeSeconds, latitude, longitude, altitudeMeters, distanceMeters } = columns
  if (!timeSeconds || !latitude || !longitude) return null
  const first = firstAtOrAfter(timeSeconds, startSeconds)
  const behind = firstAtOrAfter(timeSeconds, endSeconds)
  const end = behind < timeSeconds.length && at(timeSeconds, behind) === endSeconds ? behind : behind - 1
  const positions: Position[] = []
  for (let i = first; i <= end; i++)
    if (!Number.isNaN(at(latitude, i) + at(longitude, i))) positions.push([at(latitude, i), at(longitude, i)])
  const points = simplifyRoute(positions, WITHIN_METERS)
  if (prepareSegment(points) === null) return null
  // Measured on the globe, like recordings: the plane for matching stretches a line of 100 km by up to one per cent.
  const lengthMeters = metersAlong(points).at(-1) ?? 0
  // The altitude beyond the ends is used too: a mean of one side only belongs to a place further inside, and the climb would lose
  // the difference.
  const whole = { first: 0, last: timeSeconds.length - 1 }
  const smooth = altitudeMeters && smoothAltitude(altitudeMeters, timeSeconds, distanceMeters ?? null, [whole])
  const known = smooth?.subarray(first, end + 1).filter((meters) => !Number.isNaN(meters)) ?? new Float64Array(0)
  const rise = known.length > 0 ? at(known, known.length - 1) - at(known, 0) : 0
  return {
    points,
    distanceMeters: lengthMeters,
    elevationGainMeters: climbing(known, 0, known.length - 1).gainMeters,
    averageGradePercent: (rise / lengthMeters) * 100,
  }
}
