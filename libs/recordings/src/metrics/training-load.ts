import type { Sport } from '../recording.ts'
import { isRunning } from '../sports.ts'
import { sumOver, totalSeconds } from './histogram.ts'
import { type AthleteProfile, bySex, maximumHeartRateBpm, thresholdPowerWatts } from './profile.ts'
import { type ActivityStatistics, heartRateHeld } from './statistics.ts'

export type TrainingLoadMethod = 'POWER' | 'HEART_RATE' | 'PACE' | 'DURATION'

export interface TrainingLoad {
  /** One hour at the threshold is 100. */
  readonly trainingLoad: number
  readonly trainingLoadMethod: TrainingLoadMethod
  /** As a fraction of the threshold; null when the load comes from heart rate or duration. */
  readonly intensityFactor: number | null
}

const UNKNOWN_REST_BPM = 60
/** An unknown threshold is assumed at this share of the heart-rate reserve. */
const THRESHOLD_RESERVE_SHARE = 0.85
const DURATION_LOAD_PER_HOUR = 50
/** A sensor without values for more than half of the time does not represent the whole activity. */
const LEAST_COVERAGE = 0.5

/** Whether a sensor has values for at least half of the moving time. */
export const coversActivity = (sensorSeconds: number, movingSeconds: number): boolean =>
  sensorSeconds > 0 && sensorSeconds >= LEAST_COVERAGE * movingSeconds

/**
 * Returns the training stress score (Coggan): seconds x intensity^2 as a share of an hour, x 100. With intensity = effort /
 * threshold, this equals seconds x NP x IF / (FTP x 3600) x 100.
 */
export const stressScore = (seconds: number, intensity: number): number => (seconds * intensity * intensity) / 36

/**
 * Returns Banister's TRIMP per minute at a share of the heart-rate reserve: by the man's formula, the woman's, or the mean of
 * both.
 */
export const trimpPerMinute = (reserveShare: number, sex: AthleteProfile['sex']): number =>
  bySex(sex, reserveShare * 0.64 * Math.exp(1.92 * reserveShare), reserveShare * 0.86 * Math.exp(1.67 * reserveShare))

/**
 * Returns the load of an activity from the best available source: power (against the sport's own threshold); pace (running);
 * heart rate, as a share of one hour at lactate threshold; or else 50 per hour of moving time.
 */
export const trainingLoad = (
  statistics: ActivityStatistics | null,
  { sport, movingSeconds }: { readonly sport: Sport; readonly movingSeconds: number },
  profile: AthleteProfile,
): TrainingLoad =>
  (statistics && (byPower(statistics, { sport, movingSeconds }, profile) ?? byPace(statistics, sport, profile))) ??
  (statistics && byHeartRate(statistics, movingSeconds, profile)) ?? {
    trainingLoad: (movingSeconds / 3600) * DURATION_LOAD_PER_HOUR,
    trainingLoadMethod: 'DURATION',
    intensityFactor: null,
  }

const relative = (
  method: TrainingLoadMethod,
  seconds: number,
  effort: number | null,
  threshold: number | null,
): TrainingLoad | null => {
  if (effort === null || effort <= 0 || threshold === null || threshold <= 0) return null
  const intensityFactor = effort / threshold
  return { trainingLoad: stressScore(seconds, intensityFactor), trainingLoadMethod: method, intensityFactor }
}

const byPower = (
  { power, powerGridSeconds, normalizedPowerWatts }: ActivityStatistics,
  { sport, movingSeconds }: { readonly sport: Sport; readonly movingSeconds: number },
  profile: AthleteProfile,
): TrainingLoad | null =>
  power && coversActivity(totalSeconds(power), movingSeconds)
    ? relative('POWER', powerGridSeconds, normalizedPowerWatts, thresholdPowerWatts(profile, sport))
    : null

const byPace = (
  { paceGridSeconds, normalizedGradeAdjustedSpeedMps }: ActivityStatistics,
  sport: Sport,
  { thresholdSpeedMps }: AthleteProfile,
): TrainingLoad | null =>
  isRunning(sport) ? relative('PACE', paceGridSeconds, normalizedGradeAdjustedSpeedMps, thresholdSpeedMps) : null

const byHeartRate = (statistics: ActivityStatistics, movingSeconds: number, profile: AthleteProfile): TrainingLoad | null => {
  const heartRate = heartRateHeld(statistics)
  const max = maximumHeartRateBpm(profile)
  const rest = profile.restingHeartRateBpm ?? UNKNOWN_REST_BPM
  if (!heartRate || max === null || max <= rest || !coversActivity(totalSeconds(heartRate), movingSeconds)) return null
  const known = profile.lactateThresholdHeartRateBpm
  const threshold = known !== null && known > rest ? known : rest + THRESHOLD_RESERVE_SHARE * (max - rest)
  const perMinute = (bpm: number): number => trimpPerMinute(Math.max(0, (bpm - rest) / (max - rest)), profile.sex)
  const trimp = sumOver(heartRate, perMinute) / 60
  return { trainingLoad: (trimp / (60 * perMinute(threshold))) * 100, trainingLoadMethod: 'HEART_RATE', intensityFactor: null }
}
