import { between } from '../measure/motion.ts'
import type { CurvePoint } from '../measure/power.ts'
import { firstAtOrAfter, spanMean } from '../measure/span-means.ts'
import type { Stretch } from '../measure/stretches.ts'
import type { BestEffort } from '../metrics/best-efforts.ts'
import { at, type Recording } from '../recording.ts'
import { vdot } from './running-performance.ts'

/**
 * Consecutive whole minutes of running, each with its mean heart rate and the oxygen that its speed and climb require. All
 * columns have the same length.
 */
export interface RunningMinutes {
  readonly bpm: readonly number[]
  /** In ml/kg/min. */
  readonly vo2: readonly number[]
}

/** The effort over a distance that says most about the athlete. */
export interface RaceEffort {
  readonly distanceMeters: number
  readonly seconds: number
  readonly vdot: number
  /** The mean heart rate; null when the sensor had no values. */
  readonly bpm: number | null
}

/** What a recording says about its athlete's VO2max, without knowing the athlete. Plain JSON. */
export interface AerobicStatistics {
  readonly running: readonly RunningMinutes[]
  readonly race: RaceEffort | null
  readonly fiveMinuteWatts: number | null
}

/** The results of `measure` that it needs. */
export interface AerobicSources {
  readonly stretches: readonly Stretch[]
  readonly distance: Float64Array | null
  /** The smoothed altitude. */
  readonly altitude: Float64Array | null
  readonly powerCurve: readonly CurvePoint[] | null
  readonly bestEfforts: readonly BestEffort[]
}

/** Measures what a recording says about VO2max, whatever its sport, because an athlete may correct the sport later. */
export const measureAerobic = (recording: Recording, sources: AerobicSources): AerobicStatistics => ({
  running: runningMinutes(recording, sources),
  race: raceEffort(recording, sources.bestEfforts),
  fiveMinuteWatts: sources.powerCurve?.find(({ seconds }) => seconds === 300)?.value ?? null,
})

/**
 * The range of race times that say something about VO2max. Shorter efforts use other energy sources, and the formula was not
 * fitted to longer ones.
 */
const SHORTEST_RACE_SECONDS = 210
const LONGEST_RACE_SECONDS = 14_400
/** More than was ever measured. Such an effort crosses a jump of the distance. */
const HIGHEST_VO2MAX = 95

function raceEffort({ timeSeconds, channels }: Recording, efforts: readonly BestEffort[]): RaceEffort | null {
  const bpmOver = spanMean(channels.heartRateBpm)
  let best: RaceEffort | null = null
  for (const { distanceMeters, elapsedSeconds: seconds, startSeconds } of efforts) {
    if (seconds < SHORTEST_RACE_SECONDS || seconds > LONGEST_RACE_SECONDS) continue
    const value = vdot(distanceMeters, seconds)
    if (value > HIGHEST_VO2MAX || value <= (best?.vdot ?? 0)) continue
    const bpm = bpmOver(firstAtOrAfter(timeSeconds, startSeconds), firstAtOrAfter(timeSeconds, startSeconds + seconds))
    best = { distanceMeters, seconds, vdot: value, bpm }
  }
  return best
}

/** Below 80 m/min people walk, which costs less than running at that speed. */
const SLOWEST_RUN_METERS = 80
/** Nobody holds a higher speed for a minute. */
const FASTEST_RUN_METERS = 500

/**
 * Returns the oxygen of one minute of running: 0.2 v + 0.9 v x grade + 3.5, with v in m/min (ACSM's Guidelines for Exercise
 * Testing and Prescription). v x grade is the climb of the minute.
 */
const oxygenOfMinute = (meters: number, climbMeters: number): number => 0.2 * meters + 0.9 * climbMeters + 3.5

/**
 * Returns the minutes from the start of each stretch between pauses. A minute without heart rate or without running separates the
 * minutes before it from those after it.
 */
function runningMinutes(
  { timeSeconds, channels }: Recording,
  { stretches, distance, altitude }: AerobicSources,
): RunningMinutes[] {
  if (!distance || !channels.heartRateBpm) return []
  const bpmOver = spanMean(channels.heartRateBpm)
  const found: { bpm: number[]; vo2: number[] }[] = []
  for (const { first, last } of stretches) {
    let open: { bpm: number[]; vo2: number[] } | null = null
    let from = first
    for (let end = at(timeSeconds, first) + 60; end <= at(timeSeconds, last); end += 60) {
      let to = from
      while (to < last && at(timeSeconds, to + 1) <= end) to++
      const meters = between(timeSeconds, distance, to, end) - between(timeSeconds, distance, from, end - 60)
      const climb = altitude ? between(timeSeconds, altitude, to, end) - between(timeSeconds, altitude, from, end - 60) : 0
      const bpm = bpmOver(Math.min(from + 1, to), to + 1)
      from = to
      if (bpm === null || meters < SLOWEST_RUN_METERS || meters > FASTEST_RUN_METERS) {
        open = null
        continue
      }
      if (open === null) {
        open = { bpm: [], vo2: [] }
        found.push(open)
      }
      open.bpm.push(tenths(bpm))
      // An unknown altitude counts as flat.
      open.vo2.push(tenths(oxygenOfMinute(meters, Number.isNaN(climb) ? 0 : climb)))
    }
  }
  return found.filter(({ bpm }) => bpm.length >= LEAST_MINUTES)
}

/** Fewer minutes say nothing, because the heart rate has not settled yet. */
export const LEAST_MINUTES = 6

const tenths = (value: number): number => Math.round(value * 10) / 10
