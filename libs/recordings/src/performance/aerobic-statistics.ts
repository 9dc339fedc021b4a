import { between } from '../measure/motion.ts'
import type { CurvePoint } from '../measure/power.ts'
import { firstAtOrAfter, spanMean } from '../measure/span-means.ts'
import type { Stretch } from '../measure/stretches.ts'
import type { BestEffort } from '../metrics/best-efforts.ts'
import { at, type Recording } from '../recording.ts'
import { vdot } from './running-performance.ts'

/** Whole minutes of running one after the other, each with its mean heart rate and the oxygen that its speed and climbing took; of one length. */
export interface RunningMinutes {
  readonly bpm: readonly number[]
  /** ml/kg/min. */
  readonly vo2: readonly number[]
}

/** The effort over a distance that says the most of who ran it. */
export interface RaceEffort {
  readonly distanceMeters: number
  readonly seconds: number
  readonly vdot: number
  /** Mean heart rate; null where the sensor was silent. */
  readonly bpm: number | null
}

/** What a recording says of its athlete's VO2max, before anything is known of the athlete. Plain JSON. */
export interface AerobicStatistics {
  readonly running: readonly RunningMinutes[]
  readonly race: RaceEffort | null
  readonly fiveMinuteWatts: number | null
}

/** What `measure` has at hand. */
export interface AerobicSources {
  readonly stretches: readonly Stretch[]
  readonly distance: Float64Array | null
  /** Smoothed altitude. */
  readonly altitude: Float64Array | null
  readonly powerCurve: readonly CurvePoint[] | null
  readonly bestEfforts: readonly BestEffort[]
}

/** Sums up what a recording says of VO2max, whatever its sport: an athlete may correct it later. */
export const measureAerobic = (recording: Recording, sources: AerobicSources): AerobicStatistics => ({
  running: runningMinutes(recording, sources),
  race: raceEffort(recording, sources.bestEfforts),
  fiveMinuteWatts: sources.powerCurve?.find(({ seconds }) => seconds === 300)?.value ?? null,
})

/** Times between which a race says something of VO2max: in shorter ones other sources count, and to longer ones the formula was not fitted. */
const SHORTEST_RACE_SECONDS = 210
const LONGEST_RACE_SECONDS = 14_400
/** More than anybody was ever measured to have: such an effort crossed a jump of the distance. */
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

/** Slower than this people walk, which costs less than running at that speed: 80 m/min. */
const SLOWEST_RUN_METERS = 80
/** Faster than this nobody keeps up for a minute. */
const FASTEST_RUN_METERS = 500

/** Oxygen of a minute of running: 0.2 v + 0.9 v x grade + 3.5, v in m/min (ACSM's Guidelines for Exercise Testing and Prescription); v x grade is the climb of the minute. */
const oxygenOfMinute = (meters: number, climbMeters: number): number => 0.2 * meters + 0.9 * climbMeters + 3.5

/** The minutes from the beginning of each stretch between pauses; a minute without heart rate, or not run, parts those before it from those after. */
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
      // A place whose altitude is not known counts as flat.
      open.vo2.push(tenths(oxygenOfMinute(meters, Number.isNaN(climb) ? 0 : climb)))
    }
  }
  return found.filter(({ bpm }) => bpm.length >= LEAST_MINUTES)
}

/** Fewer say nothing: the heart has not come to rest at what the legs ask for. */
export const LEAST_MINUTES = 6

const tenths = (value: number): number => Math.round(value * 10) / 10
