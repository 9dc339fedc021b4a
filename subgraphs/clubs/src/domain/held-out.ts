import type { EventData } from '@gruppetto/events'
import { isDrivenBetween, otherPropulsion } from '@gruppetto/recordings'
import { type HeldOutReason, SPORTS, type Sport } from './values.ts'

/** A distance, and the highest mean speed over it that anybody has reached, with a margin for receivers that jump. */
type Limit = readonly [meters: number, metersPerSecond: number]

const RUNNING: readonly Limit[] = [
  [400, 9.6],
  [1_000, 8],
  [5_000, 6.9],
  [10_000, 6.6],
  [21_097, 6.3],
  [42_195, 6],
  [100_000, 4.8],
  [300_000, 3.4],
]
const WALKING: readonly Limit[] = [
  [1_000, 5],
  [20_000, 4.6],
  [50_000, 4.1],
  [100_000, 3.4],
]
const RIDING: readonly Limit[] = [
  [5_000, 24],
  [20_000, 19],
  [50_000, 17],
  [150_000, 15],
  [300_000, 13.5],
]
const SWIMMING: readonly Limit[] = [
  [100, 2.4],
  [1_500, 1.9],
  [10_000, 1.7],
]
/** With the current. */
const SWIMMING_OUTDOORS: readonly Limit[] = [
  [1_500, 3],
  [10_000, 2.5],
]
const ROWING: readonly Limit[] = [
  [2_000, 6.8],
  [20_000, 6],
]
const SKIING: readonly Limit[] = [
  [5_000, 35],
  [50_000, 25],
]
const SKIING_FLAT: readonly Limit[] = [
  [1_000, 12],
  [50_000, 8.5],
]

/** A sport without limits has no speed of its own. */
const LIMITS: Readonly<Partial<Record<Sport, readonly Limit[]>>> = {
  RUN: RUNNING,
  TRAIL_RUN: RUNNING,
  VIRTUAL_RUN: RUNNING,
  WALK: WALKING,
  HIKE: WALKING,
  RIDE: RIDING,
  GRAVEL_RIDE: RIDING,
  MOUNTAIN_BIKE_RIDE: RIDING,
  E_BIKE_RIDE: RIDING,
  VIRTUAL_RIDE: RIDING,
  SWIM: SWIMMING,
  OPEN_WATER_SWIM: SWIMMING_OUTDOORS,
  ROW: ROWING,
  SKI: SKIING,
  NORDIC_SKI: SKIING_FLAT,
}

/** Returns the limit at a distance: on the line between its two neighbours, over the logarithm of the distance. */
const limitAt = (limits: readonly Limit[], meters: number): number => {
  const after = limits.findIndex(([distance]) => distance >= meters)
  const [farther, slower] = limits[after] ?? limits.at(-1) ?? [meters, Number.POSITIVE_INFINITY]
  const [nearer, faster] = limits[after - 1] ?? [farther, slower]
  if (farther === nearer) return slower
  return faster + ((slower - faster) * Math.log(meters / nearer)) / Math.log(farther / nearer)
}

/** A shorter distance says nothing: a receiver that starts may be that far off. */
const LEAST_METERS = 400

const isTooFast = (sport: Sport, meters: number, seconds: number): boolean => {
  const limits = LIMITS[sport]
  return limits !== undefined && meters >= LEAST_METERS && meters / Math.max(1, seconds) > limitAt(limits, meters)
}

const ON_FOOT: ReadonlySet<string> = new Set(['RUN', 'TRAIL_RUN', 'VIRTUAL_RUN', 'WALK', 'HIKE'])

/** A rider who sprints from a standstill may look like a car once or twice. */
const MOST_VEHICLE_STARTS = 2

const KILOMETER_METERS = 1_000

type Measured = Pick<
  EventData<'activity.measured'>,
  'sport' | 'distanceMeters' | 'movingSeconds' | 'elapsedSeconds' | 'isManual' | 'evidence'
>

/**
 * Returns why an activity cannot have been done as it says; nothing when it is plausible. `isCopy` is whether another athlete had
 * uploaded the same track before. All of the activity is looked at, also what privacy hides. What a model has said of it stands in the event;
 * without a model the rules of speed remain.
 */
export const reasonsToHoldOut = (activity: Measured, isCopy: boolean): readonly HeldOutReason[] => {
  const { distanceMeters, evidence } = activity
  const sport = SPORTS.find((known) => known === activity.sport) ?? 'OTHER'
  const seconds = activity.movingSeconds > 0 ? activity.movingSeconds : activity.elapsedSeconds
  const fastest = evidence?.fastestKilometerSeconds ?? null
  const isFast = (as: Sport): boolean =>
    isTooFast(as, distanceMeters, seconds) || (fastest !== null && isTooFast(as, KILOMETER_METERS, fastest))
  const reasons: HeldOutReason[] = []
  // What is too fast on foot, and not on a bike, was most likely a ride.
  if (isFast(sport)) reasons.push(ON_FOOT.has(sport) && !isFast('RIDE') ? 'WRONG_SPORT' : 'IMPOSSIBLE_SPEED')
  if ((evidence?.vehicleStarts ?? 0) > MOST_VEHICLE_STARTS) reasons.push('MOTOR_VEHICLE')
  // Also where somebody has driven home with the watch still running.
  const isDriven = isDrivenBetween(sport, evidence?.propulsion, 0, Number.POSITIVE_INFINITY)
  const other = isDriven ? 'MOTOR_VEHICLE' : otherPropulsion(sport, evidence?.propulsion)
  if (other !== null && !reasons.includes(other)) reasons.push(other)
  if (isCopy) reasons.push('SAME_TRACK')
  return reasons
}
