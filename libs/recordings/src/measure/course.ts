import { at, type DeviceLap, type Recording } from '../recording.ts'

/** A part of the recording in which somebody went: metres that are known for the whole of it. */
export interface Going {
  readonly startSeconds: number
  readonly endSeconds: number
  readonly meters: number
  /** At most as long as it lasts. */
  readonly movingSeconds: number
}

export interface LapSum {
  readonly distanceMeters: number
  readonly movingSeconds: number
}

/** Where the metres come from when no sample has them. */
export interface Course {
  /** Until each sample, never falling, without gaps. */
  readonly meters: Float64Array
  /** Null where they are to be found of the metres. */
  readonly moving: { readonly flags: Uint8Array; readonly seconds: Float64Array } | null
  /** Of each lap of the recording; null likewise. */
  readonly laps: readonly LapSum[] | null
}

/** A rounding of whole seconds, at either end. */
const ROUNDED_SECONDS = 2

/** The index of the lap that a moment lies in, -1 for none. */
export function lapAt(laps: readonly DeviceLap[], moment: number): number {
  let [found, beyond] = [-1, laps.length]
  while (beyond - found > 1) {
    const middle = (found + beyond) >> 1
    if ((laps[middle] as DeviceLap).startSeconds <= moment) found = middle
    else beyond = middle
  }
  const lap = laps[found]
  if (!lap) return -1
  const end = lap.elapsedSeconds === null ? lap.endSeconds : lap.startSeconds + lap.elapsedSeconds
  return moment <= end + ROUNDED_SECONDS ? found : -1
}

/** The course of somebody who went in these parts and stood in between; in order of their starts. A part ends at the latest where the next begins. */
export function courseOf({ timeSeconds, laps }: Pick<Recording, 'timeSeconds' | 'laps'>, goings: readonly Going[]): Course {
  const count = timeSeconds.length
  const [meters, seconds, flags] = [new Float64Array(count), new Float64Array(count), new Uint8Array(count)]
  let gone = 0
  let moved = 0
  let next = 0
  for (let i = 0; i < count; i++) {
    const now = at(timeSeconds, i)
    for (let going = goings[next]; going && endOf(goings, next) <= now; going = goings[next]) {
      gone += going.meters
      moved += going.movingSeconds
      next++
    }
    const going = goings[next]
    const share = going && going.startSeconds < now ? (now - going.startSeconds) / (endOf(goings, next) - going.startSeconds) : 0
    meters[i] = gone + (going ? share * going.meters : 0)
    seconds[i] = Math.min(now, moved + (going ? share * going.movingSeconds : 0))
    flags[i] = going && going.startSeconds <= now && going.meters > 0 ? 1 : 0
  }
  // What ends a moment after the last sample belongs to it.
  meters[count - 1] = goings.reduce((sum, going) => sum + going.meters, 0)
  seconds[count - 1] = Math.min(
    at(timeSeconds, count - 1),
    goings.reduce((sum, going) => sum + going.movingSeconds, 0),
  )
  return { meters, moving: { flags, seconds }, laps: lapSums(laps, goings) }
}

const endOf = (goings: readonly Going[], i: number): number => {
  const [here, following] = [goings[i] as Going, goings[i + 1]]
  return following && following.startSeconds > here.startSeconds
    ? Math.min(here.endSeconds, following.startSeconds)
    : here.endSeconds
}

/** Each part is whole in the lap that its middle lies in. */
function lapSums(laps: readonly DeviceLap[], goings: readonly Going[]): LapSum[] {
  const sums = laps.map(() => ({ distanceMeters: 0, movingSeconds: 0 }))
  for (const going of goings) {
    const sum = sums[lapAt(laps, (going.startSeconds + going.endSeconds) / 2)]
    if (!sum) continue
    sum.distanceMeters += going.meters
    sum.movingSeconds += going.movingSeconds
  }
  return sums
}
