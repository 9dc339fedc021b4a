import { at } from '../recording.ts'
import type { Stretch } from './stretches.ts'

/**
 * The tolerance between two altitudes, beside what the distance between them explains: the steepest walkable slope, or a lift
 * straight up.
 */
const NOISE_METERS = 10
const STEEPEST = 1.5
const LIFTED_MPS = 8
/**
 * The tolerance for the 0 that a device writes when it does not know the altitude. It is stricter, since nobody leaves the sea
 * shore in one step.
 */
const UNKNOWN_METERS = 0
const SHORE_METERS = 3
const SHORE_STEEPEST = 1
const SHORE_MPS = 0.5

interface Line {
  readonly altitude: Float64Array
  readonly timeSeconds: Float64Array
  readonly distance: Float64Array | null
  readonly stretches: readonly Stretch[]
}

/**
 * Returns a plausible altitude: null where the device wrote 0 because it did not know the altitude, and without steps that no
 * movement explains, such as a barometer that was calibrated on the way, or a brief outlier. All parts are shifted to the level
 * of the longest one. Returns the channel itself when nothing has to change.
 */
export function levelAltitude(line: Line): Float64Array {
  return withoutSteps({ ...line, altitude: withoutUnknown(line) })
}

function isStep({ altitude, timeSeconds, distance }: Line, before: number, here: number, isShore: boolean): boolean {
  const rise = Math.abs(at(altitude, here) - at(altitude, before))
  const seconds = at(timeSeconds, here) - at(timeSeconds, before)
  const meters = distance ? at(distance, here) - at(distance, before) : 0
  return isShore
    ? rise > SHORE_METERS + SHORE_STEEPEST * meters + SHORE_MPS * seconds
    : rise > NOISE_METERS + Math.max(STEEPEST * meters, LIFTED_MPS * seconds)
}

/** Removes runs of 0 between two such steps, or between a step and an end of the recording. */
function withoutUnknown(line: Line): Float64Array {
  const { altitude } = line
  let mended: Float64Array | null = null
  let before = -1
  for (let i = 0; i < altitude.length; i++) {
    if (at(altitude, i) !== UNKNOWN_METERS) {
      if (!Number.isNaN(at(altitude, i))) before = i
      continue
    }
    let last = i
    let next = i + 1
    for (; next < altitude.length && !(at(altitude, next) !== UNKNOWN_METERS && !Number.isNaN(at(altitude, next))); next++)
      if (at(altitude, next) === UNKNOWN_METERS) last = next
    const hasNext = next < altitude.length
    const isFalse =
      (before >= 0 || hasNext) && (before < 0 || isStep(line, before, i, true)) && (!hasNext || isStep(line, last, next, true))
    if (isFalse) {
      mended ??= altitude.slice()
      mended.fill(Number.NaN, i, last + 1)
    }
    i = next - 1
  }
  return mended ?? altitude
}

/** Removes steps within a stretch between pauses. A change of altitude across a pause needs no explanation. */
function withoutSteps(line: Line): Float64Array {
  const { altitude, stretches } = line
  const offset = new Float64Array(altitude.length)
  let sum = 0
  let written = 0
  let since = 0
  let longest = 0
  let kept = 0
  const endPart = (here: number): void => {
    if (here - since > longest) {
      longest = here - since
      kept = sum
    }
    since = here
  }
  for (const { first, last } of stretches) {
    let before = -1
    for (let i = first; i <= last; i++) {
      if (Number.isNaN(at(altitude, i))) continue
      if (before >= 0 && isStep(line, before, i, false)) {
        offset.fill(sum, written, i)
        written = i
        endPart(i)
        sum += at(altitude, i) - at(altitude, before)
      }
      before = i
    }
  }
  if (written === 0) return altitude
  offset.fill(sum, written)
  endPart(altitude.length)
  return altitude.map((meters, i) => meters - at(offset, i) + kept)
}
