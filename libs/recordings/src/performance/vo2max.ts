import { type AthleteProfile, maximumHeartRateBpm } from '../metrics/profile.ts'
import type { Sport } from '../recording.ts'
import { isRunning, sportFamily } from '../sports.ts'
import { type AerobicStatistics, LEAST_MINUTES, type RaceEffort, type RunningMinutes } from './aerobic-statistics.ts'
import { sustainedShare } from './running-performance.ts'

export type Vo2MaxMethod = 'RACE' | 'STEADY_RUN' | 'RIDE'

/** What one activity says about its athlete's VO2max. */
export interface Vo2Max {
  readonly mlPerKgPerMin: number
  readonly method: Vo2MaxMethod
  /** True when nothing shows that the effort was maximal. Then VO2max is at least this. */
  readonly isAtLeast: boolean
}

/** A fraction of the heart-rate reserve is taken as the same fraction of the oxygen uptake reserve. */
interface Reserve {
  readonly rest: number
  readonly max: number
}

/** Null when the athlete's resting heart rate is unknown. The maximum may be estimated from the age. */
const reserveOf = (profile: AthleteProfile): Reserve | null => {
  const [rest, max] = [profile.restingHeartRateBpm, maximumHeartRateBpm(profile)]
  return rest !== null && max !== null && max > rest ? { rest, max } : null
}
const shareOf = (bpm: number, { rest, max }: Reserve): number => (bpm - rest) / (max - rest)

const LEAST_SHARE = 0.6
const MOST_SHARE = 0.95
const RESTING_VO2 = 3.5

/**
 * Returns VO2max from steady running (ACSM): the median over stretches of at least 6 minutes at 60 to 95 % of the heart-rate
 * reserve, with (VO2 - 3.5) / fraction + 3.5 for each minute; null without such a stretch.
 */
export const steadyRunVo2Max = (running: readonly RunningMinutes[], reserve: Reserve): number | null => {
  const estimates: number[] = []
  for (const { bpm, vo2 } of running) {
    let [minutes, shares, oxygen] = [0, 0, 0]
    const close = (): void => {
      if (minutes >= LEAST_MINUTES) estimates.push((oxygen / minutes - RESTING_VO2) / (shares / minutes) + RESTING_VO2)
      minutes = shares = oxygen = 0
    }
    for (const [i, beats] of bpm.entries()) {
      const share = shareOf(beats, reserve)
      if (share < LEAST_SHARE || share > MOST_SHARE) {
        close()
        continue
      }
      minutes++
      shares += share
      oxygen += vo2[i] ?? 0
    }
    close()
  }
  return median(estimates)
}

/** Returns the median (of an even number of values the mean of the middle two); null when there are no values. */
export const median = (values: readonly number[]): number | null => {
  const sorted = values.toSorted((a, b) => a - b)
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]]
  return low === undefined || high === undefined ? null : (low + high) / 2
}

/**
 * Returns VO2max from the best 5 minutes of cycling, in ml/kg/min: 10.8 W/kg + 7 (ACSM's equation of leg cycling, at the power
 * where VO2max is reached).
 */
export const ridingVo2Max = (fiveMinuteWatts: number, weightKg: number): number => 10.8 * (fiveMinuteWatts / weightKg) + 7

/** A heart rate this far below what a race of this duration requires shows that it was not a race. */
const RACE_TOLERANCE = 0.05

/**
 * Whether the heart rate shows a race: at least the fraction that can be held for this duration, minus 5 %. Null when that is
 * unknown.
 */
const wasRace = ({ bpm, seconds }: RaceEffort, reserve: Reserve | null): boolean | null =>
  bpm === null || reserve === null ? null : shareOf(bpm, reserve) >= sustainedShare(seconds) - RACE_TOLERANCE

/**
 * Returns VO2max from one activity, with the athlete's profile of that day; null when it says nothing. A run counts by its best
 * effort when the heart rate shows a race (Daniels and Gilbert; not on trails, whose terrain the formula does not know), and else
 * by its steady stretches. Without heart rate, its best effort gives a lower bound. A ride counts by its best 5 minutes, in the
 * same way, unless it has a motor.
 */
export const vo2Max = (aerobic: AerobicStatistics, sport: Sport, profile: AthleteProfile): Vo2Max | null => {
  if (isRunning(sport)) return byRunning(aerobic, sport, reserveOf(profile))
  const { fiveMinuteWatts } = aerobic
  if (!isRidden(sport) || fiveMinuteWatts === null || fiveMinuteWatts <= 0 || !profile.weightKg) return null
  return { mlPerKgPerMin: ridingVo2Max(fiveMinuteWatts, profile.weightKg), method: 'RIDE', isAtLeast: true }
}

/** Whether it is cycling without a motor, the sports of a season's power curve. */
export const isRidden = (sport: Sport): boolean => sportFamily(sport) === 'WHEELS' && sport !== 'E_BIKE_RIDE'

const byRunning = ({ race, running }: AerobicStatistics, sport: Sport, reserve: Reserve | null): Vo2Max | null => {
  const verdict = race === null || sport === 'TRAIL_RUN' ? false : wasRace(race, reserve)
  if (race !== null && verdict !== false) return { mlPerKgPerMin: race.vdot, method: 'RACE', isAtLeast: verdict === null }
  const steady = reserve && steadyRunVo2Max(running, reserve)
  return steady === null ? null : { mlPerKgPerMin: steady, method: 'STEADY_RUN', isAtLeast: false }
}
