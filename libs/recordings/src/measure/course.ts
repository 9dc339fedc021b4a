import { at, type DeviceLap, type Recording } from '../recording.ts'

/** A part of a recording in which the athlete moved. Its metres are known only as a whole. */
export interface Going {
  readonly startSeconds: number
  readonly endSeconds: number
  readonly meters: number
  /** At most the duration of the part. */
  readonly movingSeconds: number
}

export interface LapSum {
  readonly distanceMeters: number
  readonly movingSeconds: number
}

/** The source of the metres when the samples have none. */
export interface Course {
  /** Cumulative at each sample, never decreasing, without gaps. */
  readonly meters: Float64Array
  /** Null when it must be derived from the metres. */
  readonly moving: { readonly flags: Uint8Array; readonly seconds: Float64Array } | null
  /** One for each lap of the recording; null when it must be derived from the metres. */
  readonly laps: readonly LapSum[] | null
}

/** The tolerance for rounding to whole seconds, at both ends. */
const ROUNDED_SECONDS = 2

/** Returns the index of the lap that contains a moment; -1 when there is none. */
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

/**
 * Builds the course of an athlete who moved in these parts and stood between them. The parts are in order of their starts. Each
 * ends no later than the next begins.
 */
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
  // A part that ends slightly after the last sample still belongs to the recording.
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

/** Assigns each whole part to the lap that contains its middle. */
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
