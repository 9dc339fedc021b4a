import { type AthleteProfile, maximumHeartRateBpm } from '../metrics/profile.ts'
import type { Sport } from '../recording.ts'
import { isRunning, sportFamily } from '../sports.ts'
import { type AerobicStatistics, LEAST_MINUTES, type RaceEffort, type RunningMinutes } from './aerobic-statistics.ts'
import { sustainedShare } from './running-performance.ts'

export type Vo2MaxMethod = 'RACE' | 'STEADY_RUN' | 'RIDE'

/** What one activity says of its athlete's VO2max. */
export interface Vo2Max {
  readonly mlPerKgPerMin: number
  readonly method: Vo2MaxMethod
  /** Nothing says that the effort was all that was possible: the athlete has this much or more. */
  readonly isAtLeast: boolean
}

/** A share of the heart-rate reserve is taken for the same share of the oxygen uptake reserve. */
interface Reserve {
  readonly rest: number
  readonly max: number
}

/** Only of who told the resting heart rate; the highest may be the one of the age. */
const reserveOf = (profile: AthleteProfile): Reserve | null => {
  const [rest, max] = [profile.restingHeartRateBpm, maximumHeartRateBpm(profile)]
  return rest !== null && max !== null && max > rest ? { rest, max } : null
}
const shareOf = (bpm: number, { rest, max }: Reserve): number => (bpm - rest) / (max - rest)

const LEAST_SHARE = 0.6
const MOST_SHARE = 0.95
const RESTING_VO2 = 3.5

/**
 * VO2max by steady running (ACSM): over stretches of at least 6 minutes at 60 to 95 % of the heart-rate reserve, minute by minute,
 * (VO2 - 3.5) / share + 3.5; the median of the stretches, null without one.
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

/** The middle one, of an even number the mean of the two; null of none. */
export const median = (values: readonly number[]): number | null => {
  const sorted = values.toSorted((a, b) => a - b)
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]]
  return low === undefined || high === undefined ? null : (low + high) / 2
}

/** VO2max by the best 5 minutes of riding, ml/kg/min: 10.8 W/kg + 7 (ACSM's equation of leg cycling, at the power that VO2max is reached with). */
export const ridingVo2Max = (fiveMinuteWatts: number, weightKg: number): number => 10.8 * (fiveMinuteWatts / weightKg) + 7

/** A heart rate this far below what a race of that time asks for was no race's. */
const RACE_TOLERANCE = 0.05

/** Whether the heart rate says that this was a race: at least the share that can be held for so long, less 5 %. Null where nothing says. */
const wasRace = ({ bpm, seconds }: RaceEffort, reserve: Reserve | null): boolean | null =>
  bpm === null || reserve === null ? null : shareOf(bpm, reserve) >= sustainedShare(seconds) - RACE_TOLERANCE

/**
 * VO2max by one activity, of the athlete on its day; null where it says nothing. A run by its best effort where the heart rate shows it for a
 * race (Daniels and Gilbert; not on trails, whose ground the formula does not know), else by its steady stretches; where there is no heart rate
 * to tell, by its best effort as the least it can be. A ride by its best 5 minutes, likewise; not with a motor.
 */
export const vo2Max = (aerobic: AerobicStatistics, sport: Sport, profile: AthleteProfile): Vo2Max | null => {
  if (isRunning(sport)) return byRunning(aerobic, sport, reserveOf(profile))
  const { fiveMinuteWatts } = aerobic
  if (!isRidden(sport) || fiveMinuteWatts === null || fiveMinuteWatts <= 0 || !profile.weightKg) return null
  return { mlPerKgPerMin: ridingVo2Max(fiveMinuteWatts, profile.weightKg), method: 'RIDE', isAtLeast: true }
}

/** Riding by one's own strength: what power curves of a season are made of. */
export const isRidden = (sport: Sport): boolean => sportFamily(sport) === 'WHEELS' && sport !== 'E_BIKE_RIDE'

const byRunning = ({ race, running }: AerobicStatistics, sport: Sport, reserve: Reserve | null): Vo2Max | null => {
  const verdict = race === null || sport === 'TRAIL_RUN' ? false : wasRace(race, reserve)
  if (race !== null && verdict !== false) return { mlPerKgPerMin: race.vdot, method: 'RACE', isAtLeast: verdict === null }
  const steady = reserve && steadyRunVo2Max(running, reserve)
  return steady === null ? null : { mlPerKgPerMin: steady, method: 'STEADY_RUN', isAtLeast: false }
}
