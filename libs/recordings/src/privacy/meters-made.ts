import { haversineMeters } from '../geometry/distance.ts'
import { at } from '../recording.ts'

/** A receiver this near to the last counted place may be standing still: positions drift, most of all between houses. */
export const WANDER_METERS = 40

/** The metres up to each place. */
export interface MetersMade {
  /** Never decreases. A place with an unknown position has the value of the place before. Never more than the length of the track. */
  readonly meters: Float64Array
  /** The place from which each was measured: its `meters` and the straight line from it. */
  readonly anchors: Int32Array
  /** The certain metres up to the last place, in whole steps. At most WANDER_METERS less than `meters` there. */
  readonly counted: number
}

/**
 * Measures how far an athlete moved, without the drift of a receiver. The distance grows only when the next place is
 * WANDER_METERS away; until then, the longest straight line so far counts. Standing still adds nothing, however long it lasts.
 * Later places do not change earlier values, so a live track is measured like the finished recording.
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
