import type { KeptPositions } from '../geometry/positions.ts'
import { at, type Recording } from '../recording.ts'
import type { Course } from './course.ts'
import { cumulativeDistance } from './cumulative-distance.ts'
import { isToldOfWhole, toldCourse } from './told-metres.ts'
import { courseByWalls } from './walls.ts'

/** The metres up to each sample, and what else their source knows. */
export interface Covered {
  readonly meters: Float64Array
  /** Steps that are impossible and do not count. */
  readonly jumps: number
  readonly moving: Course['moving']
  readonly laps: Course['laps']
}

const covered = (course: Course | null): Covered | null => course && { ...course, jumps: 0 }

/**
 * Returns the distance from the best source: the lengths of a pool; the device's counter; the track along the positions; the
 * speed, laps and session. Returns null when there is no source. Positions are ignored as those of a receiver indoors when their
 * track is less than half of what the device counted, or when they are rare beside a speed that contradicts them.
 */
export function metersCovered(recording: Recording, positions: KeptPositions | null, byLengths: Course | null): Covered | null {
  const { channels, totals, laps, sampleCount } = recording
  if (byLengths) return covered(byLengths)
  const counted = cumulativeDistance(recording, positions)
  const own = counted && { ...counted, moving: null, laps: null }
  if (channels.distanceMeters?.some((meters) => meters > 0)) return covered(courseByWalls(recording)) ?? own
  if (!own) return covered(toldCourse(recording))
  const far = 2 * at(own.meters, own.meters.length - 1)
  const ofLaps = laps.reduce((sum, lap) => sum + (lap.distanceMeters ?? 0), 0)
  const isToldFarther = Math.max(totals.distanceMeters ?? 0, ofLaps) > far && isToldOfWhole(recording)
  const isHardlySeen = channels.speedMps !== undefined && (positions?.kept.length ?? 0) < sampleCount / 2
  const told = isToldFarther || isHardlySeen ? toldCourse(recording) : null
  return told && at(told.meters, told.meters.length - 1) > far ? covered(told) : own
}
