import { z } from 'zod'
import { between } from './inputs.ts'
import type { ProfileEntry } from './training-profile.ts'

const FIRST_DAY = '1970-01-01'
const YOUNGEST_YEARS = 5
const OLDEST_YEARS = 120

const known = (min: number, max: number) => between(min, max).nullable().optional()

/** The input of `updateTrainingProfile` on a day of the athlete's: absent stays, null clears. Bounds are wide of anybody who ever lived. */
export const trainingProfilePatch = (today: string) => {
  const year = Number(today.slice(0, 4))
  return z.object({
    birthYear: known(year - OLDEST_YEARS, year - YOUNGEST_YEARS),
    sex: z.custom<ProfileEntry['sex']>().optional(),
    weightKg: known(20, 400),
    maxHeartRateBpm: known(100, 250),
    restingHeartRateBpm: known(20, 120),
    lactateThresholdHeartRateBpm: known(60, 240),
    functionalThresholdPowerWatts: known(20, 1_000),
    runningThresholdPowerWatts: known(20, 1_000),
    thresholdSpeedMps: known(0.5, 10),
    effectiveFrom: z
      .string()
      .refine((day) => day >= FIRST_DAY, `must not be before ${FIRST_DAY}`)
      .refine((day) => day <= today, 'must not be in the future')
      .nullish(),
  })
}

export type TrainingProfilePatch = z.infer<ReturnType<typeof trainingProfilePatch>>
