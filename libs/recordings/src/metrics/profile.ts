import type { Sport } from '../recording.ts'
import { isOnFoot, isRunning } from '../sports.ts'

/** What is known about an athlete on one day. Every field may be null. It is the API's TrainingProfile with the age on that day. */
export interface AthleteProfile {
  readonly ageYears: number | null
  readonly sex: 'FEMALE' | 'MALE' | 'OTHER' | null
  readonly weightKg: number | null
  readonly maxHeartRateBpm: number | null
  readonly restingHeartRateBpm: number | null
  readonly lactateThresholdHeartRateBpm: number | null
  /** For cycling. */
  readonly functionalThresholdPowerWatts: number | null
  /** The critical power of running, from the athlete's running power meter. */
  readonly runningThresholdPowerWatts: number | null
  /** The threshold speed of running. */
  readonly thresholdSpeedMps: number | null
}

/** An athlete about whom nothing is known. */
export const UNKNOWN_ATHLETE: AthleteProfile = {
  ageYears: null,
  sex: null,
  weightKg: null,
  maxHeartRateBpm: null,
  restingHeartRateBpm: null,
  lactateThresholdHeartRateBpm: null,
  functionalThresholdPowerWatts: null,
  runningThresholdPowerWatts: null,
  thresholdSpeedMps: null,
}

/**
 * Returns the known maximum, or else 208 - 0.7 age (Tanaka, Monahan and Seals 2001, J Am Coll Cardiol 37); null when neither is
 * known.
 */
export const maximumHeartRateBpm = ({ maxHeartRateBpm, ageYears }: AthleteProfile): number | null =>
  maxHeartRateBpm ?? (ageYears === null ? null : 208 - 0.7 * ageYears)

/** Returns the man's or the woman's value by sex; their mean for athletes who are neither or did not say. */
export const bySex = (sex: AthleteProfile['sex'], man: number, woman: number): number => {
  if (sex === 'MALE') return man
  return sex === 'FEMALE' ? woman : (man + woman) / 2
}

/**
 * Returns the power in watts that an athlete can hold for an hour in a sport. Running has its own threshold: the watts of a foot
 * pod are on another scale than those of pedals, and differ between makers. Walking and hiking have none.
 */
export const thresholdPowerWatts = (profile: AthleteProfile, sport: Sport): number | null => {
  if (isRunning(sport)) return profile.runningThresholdPowerWatts
  return isOnFoot(sport) ? null : profile.functionalThresholdPowerWatts
}
