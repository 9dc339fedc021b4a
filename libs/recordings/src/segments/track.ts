import { shortLongitude } from '../geometry/distance.ts'
import { at } from '../recording.ts'

/** The columns that matching needs. */
export interface TrackColumns {
  readonly timeSeconds?: Float64Array
  readonly latitude?: Float64Array
  readonly longitude?: Float64Array
}

/** The positions of a recording in blocks with bounding boxes, prepared once and matched with many segments. */
export interface Track {
  /** Only samples with a position. All columns have the same length. */
  readonly timeSeconds: Float64Array
  readonly latitude: Float64Array
  readonly longitude: Float64Array
  /**
   * For each block and the first position after it, in degrees: south, north, the centre between west and east, and half of their
   * distance.
   */
  readonly boxes: Float64Array
}

/** The number of segments between positions in one block. */
export const BLOCK = 32

/** Prepares the positions of a recording for matching. Without positions the track is empty. */
export function prepareTrack({ timeSeconds, latitude, longitude }: TrackColumns): Track {
  const most = timeSeconds && latitude && longitude ? latitude.length : 0
  const [times, latitudes, longitudes] = [new Float64Array(most), new Float64Array(most), new Float64Array(most)]
  let known = 0
  if (timeSeconds && latitude && longitude)
    for (let i = 0; i < most; i++) {
      if (Number.isNaN(at(latitude, i) + at(longitude, i))) continue
      times[known] = at(timeSeconds, i)
      latitudes[known] = at(latitude, i)
      longitudes[known] = at(longitude, i)
      known++
    }
  const track = {
    timeSeconds: times.subarray(0, known),
    latitude: latitudes.subarray(0, known),
    longitude: longitudes.subarray(0, known),
  }
  return { ...track, boxes: boxesOf(track.latitude, track.longitude) }
}

function boxesOf(latitude: Float64Array, longitude: Float64Array): Float64Array {
  const blocks = Math.ceil(Math.max(0, latitude.length - 1) / BLOCK)
  const boxes = new Float64Array(blocks * 4)
  for (let block = 0; block < blocks; block++) {
    const first = block * BLOCK
    const last = Math.min(latitude.length - 1, first + BLOCK)
    const [from, fromLongitude] = [at(latitude, first), at(longitude, first)]
    let [south, north, west, east] = [from, from, 0, 0]
    for (let i = first + 1; i <= last; i++) {
      const offset = shortLongitude(at(longitude, i) - fromLongitude)
      south = Math.min(south, at(latitude, i))
      north = Math.max(north, at(latitude, i))
      west = Math.min(west, offset)
      east = Math.max(east, offset)
    }
    boxes.set([south, north, fromLongitude + (west + east) / 2, (east - west) / 2], block * 4)
  }
  return boxes
}

/** Whether a block comes within `margin` degrees of a position. */
export function isNear({ boxes }: Track, block: number, latitude: number, longitude: number, margin: Margin): boolean {
  const box = block * 4
  if (latitude < at(boxes, box) - margin.latitude || latitude > at(boxes, box + 1) + margin.latitude) return false
  return Math.abs(shortLongitude(longitude - at(boxes, box + 2))) <= at(boxes, box + 3) + margin.longitude
}

export interface Margin {
  readonly latitude: number
  readonly longitude: number
}
