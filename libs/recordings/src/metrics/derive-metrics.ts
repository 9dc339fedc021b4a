import { type Vo2Max, vo2Max } from '../performance/vo2max.ts'
import type { Sport } from '../recording.ts'
import { type Calories, calories } from './calories.ts'
import type { AthleteProfile } from './profile.ts'
import type { ActivityStatistics } from './statistics.ts'
import { type TrainingLoad, trainingLoad } from './training-load.ts'
import { heartRateZones, powerZones, timeInZones, type ZoneSeconds } from './zones.ts'

/** The metrics of an activity for an athlete with the training profile of that day. Plain JSON. */
export interface DerivedMetrics extends TrainingLoad, Calories {
  /**
   * Null without heart rate, or when the zones are unknown. The same is true of power, and of power that is 0 throughout, since
   * that is not a power meter.
   */
  readonly heartRateZones: readonly ZoneSeconds[] | null
  readonly powerZones: readonly ZoneSeconds[] | null
  /** Absent in metrics that were derived before this field existed. */
  readonly vo2Max?: Vo2Max | null
}

/** The activity as the athlete sees it. The athlete may have corrected its sport since it was measured. */
export interface MetricsSubject {
  readonly sport: Sport
  readonly movingSeconds: number
}

/**
 * Derives load, intensity, calories and zones from stored statistics (null for an activity without a recording) and the athlete's
 * profile of that day.
 */
export const deriveMetrics = (
  statistics: ActivityStatistics | null,
  subject: MetricsSubject,
  profile: AthleteProfile,
): DerivedMetrics => {
  const { heartRate = null, power = null, workKilojoules = null, aerobic = null } = statistics ?? {}
  const bpmZones = heartRate && heartRateZones(profile, subject.sport)
  const wattZones = power && workKilojoules ? powerZones(profile, subject.sport) : null
  return {
    ...trainingLoad(statistics, subject, profile),
    ...calories(statistics, subject, profile),
    heartRateZones: heartRate && bpmZones ? timeInZones(heartRate, bpmZones) : null,
    powerZones: power && wattZones ? timeInZones(power, wattZones) : null,
    vo2Max: aerobic && vo2Max(aerobic, subject.sport, profile),
  }
}
