import { broken, refusal } from '@gruppetto/graph'
import { z } from 'zod'
import { between } from './inputs.ts'
import type { ProfileEntry } from './training-profile.ts'

const FIRST_DAY = '1970-01-01'
const YOUNGEST_YEARS = 5
const OLDEST_YEARS = 120

const clearableNumber = (min: number, max: number) => between(min, max).nullable().optional()

/** The input of `updateTrainingProfile` when it is `today` for the athlete. The bounds allow for every human. */
export const trainingProfilePatch = (today: string) => {
  const year = Number(today.slice(0, 4))
  return z.object({
    birthYear: clearableNumber(year - OLDEST_YEARS, year - YOUNGEST_YEARS),
    sex: z.custom<ProfileEntry['sex']>().optional(),
    weightKg: clearableNumber(20, 400),
    maxHeartRateBpm: clearableNumber(100, 250),
    restingHeartRateBpm: clearableNumber(20, 120),
    lactateThresholdHeartRateBpm: clearableNumber(60, 240),
    functionalThresholdPowerWatts: clearableNumber(20, 1_000),
    runningThresholdPowerWatts: clearableNumber(20, 1_000),
    thresholdSpeedMps: clearableNumber(0.5, 10),
    effectiveFrom: z
      .string()
      .refine((day) => day >= FIRST_DAY, refusal(broken('TOO_EARLY', `must not be before ${FIRST_DAY}`)))
      .refine((day) => day <= today, refusal(broken('IN_THE_FUTURE', 'must not be in the future')))
      .nullish(),
  })
}

export type TrainingProfilePatch = z.infer<ReturnType<typeof trainingProfilePatch>>
