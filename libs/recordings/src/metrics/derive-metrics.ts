import { type Vo2Max, vo2Max } from '../performance/vo2max.ts'
import type { Sport } from '../recording.ts'
import { type Calories, calories } from './calories.ts'
import type { AthleteProfile } from './profile.ts'
import type { ActivityStatistics } from './statistics.ts'
import { type TrainingLoad, trainingLoad } from './training-load.ts'
import { heartRateZones, powerZones, timeInZones, type ZoneSeconds } from './zones.ts'

/** What an activity is to an athlete as he or she was on its day. Plain JSON. */
export interface DerivedMetrics extends TrainingLoad, Calories {
  /** Null without heart rate, or where no zones are known; power likewise, and where it was 0 throughout: that is no meter. */
  readonly heartRateZones: readonly ZoneSeconds[] | null
  readonly powerZones: readonly ZoneSeconds[] | null
  /** Absent where it was derived before that was asked. */
  readonly vo2Max?: Vo2Max | null
}

/** Of the activity as the athlete has it: its sport may have been corrected since it was measured. */
export interface MetricsSubject {
  readonly sport: Sport
  readonly movingSeconds: number
}

/**
 * Load, intensity, calories and zones, from what was measured once (null for an activity without a recording) and what is known of the athlete
 * on its day.
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
