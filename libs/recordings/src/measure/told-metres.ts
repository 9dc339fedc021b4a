import { at, type DeviceLap, type Recording } from '../recording.ts'
import { type Course, courseOf, type Going } from './course.ts'
import { valueAt } from './laps-and-splits.ts'
import { findStretches } from './stretches.ts'

/** A source below this share of another source has missed most of the distance. */
const LEAST_SHARE = 0.5
/** Totals with a smaller difference are equal. */
const SAME_SHARE = 0.02
const LEAST_GAP_SECONDS = 10
/** A speed that was not repeated for this long is unknown. */
const KNOWN_SECONDS = 60
/** When a recording was truncated, its totals cover more than its samples. This is the limit. */
const LONGER_SHARE = 1.2
const LONGER_SECONDS = 60

/** A part of a recording whose metres the device has summed. */
interface Told {
  readonly startSeconds: number
  readonly endSeconds: number
  readonly timerSeconds: number | null
  readonly meters: number
}

/**
 * Builds the course of a recording whose samples have no metres: its speed integrated over time, corrected by the laps and the
 * session; without a speed, the distance of laps and session, spread evenly over the timer's time. Returns null when there is no
 * source of distance.
 */
export function toldCourse(recording: Recording): Course | null {
  const told = toldParts(recording)
  const speed = recording.channels.speedMps
  const bySpeed = speed && integrated(recording, speed)
  if (bySpeed?.some((meters) => meters > 0)) return { meters: heldAgainst(recording, bySpeed, told), moving: null, laps: null }
  const goings = told.flatMap((part) => evenly(recording, part))
  return goings.length > 0 ? courseOf(recording, goings) : null
}

/** Whether the totals of laps and session describe these samples, and not a longer recording of which these are a part. */
export function isToldOfWhole({ timeSeconds, laps, totals }: Recording): boolean {
  const whole = at(timeSeconds, timeSeconds.length - 1)
  const ofLaps = laps.reduce((sum, lap) => sum + (lap.timerSeconds ?? lap.elapsedSeconds ?? 0), 0)
  const seconds = totals.timerSeconds ?? totals.elapsedSeconds ?? ofLaps
  return seconds > 0 && seconds <= LONGER_SHARE * whole + LONGER_SECONDS
}

/** Returns the metres of laps and session. The metres that the session has in addition were covered outside the laps. */
function toldParts({ timeSeconds, laps, totals }: Recording): Told[] {
  const end = at(timeSeconds, timeSeconds.length - 1)
  const total = totals.distanceMeters ?? 0
  const whole = { startSeconds: 0, endSeconds: end, timerSeconds: totals.timerSeconds, meters: total }
  const ofLaps = laps.filter((lap) => (lap.distanceMeters ?? 0) > 0).map(lapTold)
  const sum = ofLaps.reduce((meters, lap) => meters + lap.meters, 0)
  if (sum === 0) return total > 0 ? [whole] : []
  const left = total - sum
  if (left <= SAME_SHARE * total) return ofLaps
  const outside = gapsBetween(laps, end)
  const seconds = outside.reduce((all, gap) => all + gap.endSeconds - gap.startSeconds, 0)
  if (seconds < LEAST_GAP_SECONDS) return ofLaps
  const share = left / seconds
  const others = outside.map((gap) => ({ ...gap, timerSeconds: null, meters: share * (gap.endSeconds - gap.startSeconds) }))
  return [...ofLaps, ...others].sort((a, b) => a.startSeconds - b.startSeconds)
}

const lapTold = ({ startSeconds, endSeconds, elapsedSeconds, timerSeconds, distanceMeters }: DeviceLap): Told => ({
  startSeconds,
  endSeconds: elapsedSeconds === null ? endSeconds : Math.min(endSeconds, startSeconds + elapsedSeconds),
  timerSeconds,
  meters: distanceMeters ?? 0,
})

function gapsBetween(laps: readonly DeviceLap[], end: number) {
  const gaps: { startSeconds: number; endSeconds: number }[] = []
  let from = 0
  for (const { startSeconds, endSeconds } of [...laps.map(lapTold), { startSeconds: end, endSeconds: end }]) {
    if (startSeconds - from > 1) gaps.push({ startSeconds: from, endSeconds: startSeconds })
    from = Math.max(from, endSeconds)
  }
  return gaps
}

/** Spreads the metres of a part evenly over its time without pauses. */
function evenly({ pauses }: Recording, { startSeconds, endSeconds, timerSeconds, meters }: Told): Going[] {
  const runs: { startSeconds: number; endSeconds: number }[] = []
  let from = startSeconds
  for (const pause of [...pauses, { startSeconds: endSeconds, endSeconds }]) {
    const until = Math.min(endSeconds, pause.startSeconds)
    if (until > from) runs.push({ startSeconds: from, endSeconds: until })
    from = Math.max(from, pause.endSeconds)
  }
  const seconds = runs.reduce((sum, run) => sum + run.endSeconds - run.startSeconds, 0)
  if (seconds === 0) return []
  const moving = Math.min(1, (timerSeconds ?? seconds) / seconds)
  return runs.map((run) => {
    const lasted = run.endSeconds - run.startSeconds
    return { ...run, meters: (meters * lasted) / seconds, movingSeconds: moving * lasted }
  })
}

/** Integrates the speed to cumulative metres. Adds nothing in pauses and while the speed is unknown. */
function integrated(recording: Recording, speed: Float64Array): Float64Array {
  const { timeSeconds } = recording
  const meters = new Float64Array(timeSeconds.length)
  let sum = 0
  let done = 0
  for (const { first, last } of findStretches(recording)) {
    let known = -1
    for (let i = first; i <= last; i++) {
      if (!Number.isNaN(at(speed, i))) {
        const seconds = known < 0 ? 0 : at(timeSeconds, i) - at(timeSeconds, known)
        const added = seconds <= KNOWN_SECONDS ? (seconds * (at(speed, i) + at(speed, Math.max(0, known)))) / 2 : 0
        for (let k = Math.max(done, known + 1); k < i; k++)
          meters[k] = sum + (seconds > 0 ? (added * (at(timeSeconds, k) - at(timeSeconds, known))) / seconds : 0)
        sum += added
        known = i
      }
      if (known === i) {
        meters[i] = sum
        done = i + 1
      }
    }
    meters.fill(sum, done, last + 1)
    done = last + 1
  }
  meters.fill(sum, done)
  return meters
}

/** Scales metres to the total of each part. When one source has less than half of the other, the larger one is used. */
function heldAgainst({ timeSeconds }: Recording, meters: Float64Array, told: readonly Told[]): Float64Array {
  const held = new Float64Array(meters.length)
  // How much the total exceeds the integrated speed up to a moment.
  let more = 0
  let next = 0
  for (const part of told) {
    const { startSeconds, endSeconds } = part
    for (; next < held.length && at(timeSeconds, next) <= startSeconds; next++) held[next] = at(meters, next) + more
    const begin = valueAt(timeSeconds, meters, startSeconds)
    const own = valueAt(timeSeconds, meters, endSeconds) - begin
    const sum = own * LEAST_SHARE > part.meters ? own : part.meters
    const isEven = own < LEAST_SHARE * part.meters
    for (; next < held.length && at(timeSeconds, next) <= endSeconds; next++) {
      const share = isEven
        ? (at(timeSeconds, next) - startSeconds) / (endSeconds - startSeconds)
        : (at(meters, next) - begin) / own
      held[next] = begin + more + share * sum
    }
    more += sum - own
  }
  for (; next < held.length; next++) held[next] = at(meters, next) + more
  for (let i = 1; i < held.length; i++) held[i] = Math.max(at(held, i), at(held, i - 1))
  return held
}
