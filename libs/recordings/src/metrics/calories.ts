import type { Sport } from '../recording.ts'
import { isOnFoot } from '../sports.ts'
import { sumOver, totalSeconds } from './histogram.ts'
import { type AthleteProfile, bySex } from './profile.ts'
import { type ActivityStatistics, heartRateHeld } from './statistics.ts'
import { coversActivity } from './training-load.ts'

export type CaloriesMethod = 'POWER' | 'GRADIENT_COST' | 'HEART_RATE'
export interface Calories {
  readonly caloriesKcal: number | null
  readonly caloriesMethod: CaloriesMethod | null
}

const JOULES_PER_KCAL = 4184
/** Gross efficiency of cycling. */
const EFFICIENCY = 0.24

/** Returns kilocalories per minute by heart rate (Keytel et al. 2005, J Sports Sci 23); 0 below the range of the formula. */
export const keytelPerMinute = (bpm: number, weightKg: number, ageYears: number, sex: AthleteProfile['sex']): number => {
  const man = (-55.0969 + 0.6309 * bpm + 0.1988 * weightKg + 0.2017 * ageYears) / 4.184
  const woman = (-20.4022 + 0.4472 * bpm - 0.1263 * weightKg + 0.074 * ageYears) / 4.184
  return Math.max(0, bySex(sex, man, woman))
}

/**
 * Returns the energy of an activity: from work if there is power, from the cost of the gradients on foot with positions, or else
 * from heart rate; null when there is no source.
 */
export const calories = (
  statistics: ActivityStatistics | null,
  { sport, movingSeconds }: { readonly sport: Sport; readonly movingSeconds: number },
  { weightKg, ageYears, sex }: AthleteProfile,
): Calories => {
  if (statistics === null) return NO_CALORIES
  const { power, workKilojoules, gradientCostJoulesPerKg } = statistics
  if (power && workKilojoules && coversActivity(totalSeconds(power), movingSeconds))
    return { caloriesKcal: (workKilojoules * 1000) / EFFICIENCY / JOULES_PER_KCAL, caloriesMethod: 'POWER' }
  if (weightKg === null) return NO_CALORIES
  if (gradientCostJoulesPerKg !== null && isOnFoot(sport))
    return { caloriesKcal: (gradientCostJoulesPerKg * weightKg) / JOULES_PER_KCAL, caloriesMethod: 'GRADIENT_COST' }
  const heartRate = heartRateHeld(statistics)
  if (ageYears === null || !heartRate || !coversActivity(totalSeconds(heartRate), movingSeconds)) return NO_CALORIES
  const kcal = sumOver(heartRate, (bpm) => keytelPerMinute(bpm, weightKg, ageYears, sex)) / 60
  return { caloriesKcal: kcal, caloriesMethod: 'HEART_RATE' }
}

const NO_CALORIES: Calories = { caloriesKcal: null, caloriesMethod: null }
