import type { DeviceLength, DevicePool, Recording } from '../recording.ts'
import { type Course, courseOf, type Going, lapAt } from './course.ts'

/** A PoolLength of the API. */
export interface PoolLength extends DeviceLength {
  readonly index: number
  readonly distanceMeters: number
  /** Seconds plus strokes; null when the strokes were not counted. */
  readonly swolf: number | null
}

export interface Pool {
  readonly lengthMeters: number | null
  readonly lengths: readonly PoolLength[]
}

/** Totals with a smaller difference are equal. */
const SAME_SHARE = 0.01
const SHORTEST_POOL_METERS = 5
const LONGEST_POOL_METERS = 200

/**
 * Returns the lengths of a pool swim with their metres, and their course. There is no course when the device counted no lengths
 * or the pool length is unknown. The distance is the number of lengths times the pool length, unless laps and session agree on
 * another one: in a drill the athlete enters the distance.
 */
export function measurePool(recording: Recording): { readonly pool: Pool; readonly course: Course | null } | null {
  const { pool, laps, totals } = recording
  if (!pool) return null
  const active = pool.lengths.filter((length) => !length.isRest)
  const sumOfLaps = laps.reduce((sum, lap) => sum + (lap.distanceMeters ?? 0), 0)
  const lengthMeters = poolMeters(recording, pool, active.length, sumOfLaps)
  const whole = active.length * (lengthMeters ?? 0)
  const total = totals.distanceMeters ?? 0
  const isByLaps = isSame(total, sumOfLaps) && !isSame(total, whole)
  const lapOf = pool.lengths.map((length) => lapAt(laps, length.startSeconds + length.elapsedSeconds / 2))
  const countIn = laps.map(() => 0)
  for (const [i, length] of pool.lengths.entries()) {
    const lap = lapOf[i] ?? -1
    if (!length.isRest && lap >= 0) countIn[lap] = (countIn[lap] ?? 0) + 1
  }
  const metersOf = (length: DeviceLength, i: number): number => {
    if (length.isRest) return 0
    const lap = lapOf[i] ?? -1
    const told = isByLaps ? laps[lap]?.distanceMeters : null
    return told ? told / (countIn[lap] ?? 1) : (lengthMeters ?? 0)
  }
  const lengths = pool.lengths.map((length, index): PoolLength => {
    const { strokes, elapsedSeconds } = length
    return {
      ...length,
      index,
      distanceMeters: metersOf(length, index),
      swolf: strokes === null ? null : elapsedSeconds + strokes,
    }
  })
  // A drill whose lengths were not counted has only its lap.
  const uncounted = isByLaps ? laps.filter((lap, i) => countIn[i] === 0 && (lap.distanceMeters ?? 0) > 0) : []
  const goings = [...lengths.filter((length) => !length.isRest).map(swimming), ...uncounted.map(lapAsGoing)]
  goings.sort((a, b) => a.startSeconds - b.startSeconds)
  const course = goings.some((going) => going.meters > 0) && active.length > 0 ? courseOf(recording, goings) : null
  return { pool: { lengthMeters, lengths }, course }
}

const isSame = (a: number, b: number): boolean => a > 0 && Math.abs(a - b) <= SAME_SHARE * a

const swimming = ({ startSeconds, elapsedSeconds, distanceMeters }: PoolLength): Going => ({
  startSeconds,
  endSeconds: startSeconds + elapsedSeconds,
  meters: distanceMeters,
  movingSeconds: elapsedSeconds,
})

export const lapAsGoing = ({ startSeconds, endSeconds, timerSeconds, distanceMeters }: Recording['laps'][number]): Going => ({
  startSeconds,
  endSeconds,
  meters: distanceMeters ?? 0,
  movingSeconds: Math.min(endSeconds - startSeconds, timerSeconds ?? Number.POSITIVE_INFINITY),
})

/** Returns the pool length that the device states, or else the total metres, from any source, divided by the number of lengths. */
function poolMeters({ channels, totals }: Recording, pool: DevicePool, active: number, sumOfLaps: number): number | null {
  if (pool.lengthMeters !== null) return isPool(pool.lengthMeters) ? pool.lengthMeters : null
  const counter = channels.distanceMeters?.findLast((meters) => !Number.isNaN(meters)) ?? 0
  const meters = [totals.distanceMeters ?? 0, sumOfLaps, counter].find((each) => each > 0)
  const each = meters === undefined || active === 0 ? 0 : Math.round((100 * meters) / active) / 100
  return isPool(each) ? each : null
}

const isPool = (meters: number): boolean => meters >= SHORTEST_POOL_METERS && meters <= LONGEST_POOL_METERS
