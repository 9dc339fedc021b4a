import type { Sport } from '../recording.ts'
import { isOnFoot, isRunning } from '../sports.ts'

/** What is known of an athlete on a day; everything may be unknown. The API's TrainingProfile, with the age on the day. */
export interface AthleteProfile {
  readonly ageYears: number | null
  readonly sex: 'FEMALE' | 'MALE' | 'OTHER' | null
  readonly weightKg: number | null
  readonly maxHeartRateBpm: number | null
  readonly restingHeartRateBpm: number | null
  readonly lactateThresholdHeartRateBpm: number | null
  /** Of cycling. */
  readonly functionalThresholdPowerWatts: number | null
  /** Critical power of running, by the athlete's running power meter. */
  readonly runningThresholdPowerWatts: number | null
  /** Running threshold speed. */
  readonly thresholdSpeedMps: number | null
}

/** Of whom nothing is known. */
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

/** The known maximum, else 208 - 0.7 age (Tanaka, Monahan and Seals 2001, J Am Coll Cardiol 37); null with neither. */
export const maximumHeartRateBpm = ({ maxHeartRateBpm, ageYears }: AthleteProfile): number | null =>
  maxHeartRateBpm ?? (ageYears === null ? null : 208 - 0.7 * ageYears)

/** A value of a man and one of a woman, by sex; the mean of both for who is neither or did not say. */
export const bySex = (sex: AthleteProfile['sex'], man: number, woman: number): number => {
  if (sex === 'MALE') return man
  return sex === 'FEMALE' ? woman : (man + woman) / 2
}

/**
 * The power in watts that an hour can be held at, in a sport. Running has a threshold of its own: a foot pod's watts are on another scale than those of
 * pedals, and differ from maker to maker. Walking and hiking have none.
 */
export const thresholdPowerWatts = (profile: AthleteProfile, sport: Sport): number | null => {
  if (isRunning(sport)) return profile.runningThresholdPowerWatts
  return isOnFoot(sport) ? null : profile.functionalThresholdPowerWatts
}
