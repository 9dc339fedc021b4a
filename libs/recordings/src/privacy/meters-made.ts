import { haversineMeters } from '../geometry/distance.ts'
import { at } from '../recording.ts'

/** Whoever is found no further than this from where they were counted last may be standing: a receiver wanders, the more so between houses. */
export const WANDER_METERS = 40

/** How far somebody has come at each of their places. */
export interface MetersMade {
  /** Never falls; a place that is unknown has what the one before has. Never more than the way along the places. */
  readonly meters: Float64Array
  /** The place from which each was measured: `meters` there and the straight line from there. */
  readonly anchors: Int32Array
  /** In whole steps: what is sure of the way to the last place. At most WANDER_METERS less than `meters` there. */
  readonly counted: number
}

/**
 * The metres somebody has made, told from the wandering of a receiver: from place to place they add up only where the next is WANDER_METERS away; until
 * then the straight line counts, as far as it has been at most. Who stands makes none, however long. What comes later changes nothing of what was before,
 * so that somebody on the way is measured as the whole will be.
 */
export function metersMade(latitude: Float64Array, longitude: Float64Array): MetersMade {
  const meters = new Float64Array(latitude.length)
  const anchors = new Int32Array(latitude.length)
  let anchor = -1
  let counted = 0
  let most = 0
  for (let i = 0; i < latitude.length; i++) {
    if (!Number.isNaN(at(latitude, i))) {
      if (anchor < 0) anchor = i
      const step = haversineMeters(at(latitude, anchor), at(longitude, anchor), at(latitude, i), at(longitude, i))
      most = Math.max(most, counted + step)
      anchors[i] = anchor
      if (step >= WANDER_METERS) {
        counted += step
        anchor = i
      }
    }
    meters[i] = most
  }
  return { meters, anchors, counted }
}
