import { heartRateZonesOf, powerZonesOf } from '../domain/training-profile.ts'
import type { TrainingProfileResolvers } from '../generated/resolvers.ts'

export const TrainingProfile: TrainingProfileResolvers = {
  birthYear: ({ entry }) => entry.birthYear,
  sex: ({ entry }) => entry.sex,
  weightKg: ({ entry }) => entry.weightKg,
  maxHeartRateBpm: ({ entry }) => entry.maxHeartRateBpm,
  restingHeartRateBpm: ({ entry }) => entry.restingHeartRateBpm,
  lactateThresholdHeartRateBpm: ({ entry }) => entry.lactateThresholdHeartRateBpm,
  functionalThresholdPowerWatts: ({ entry }) => entry.functionalThresholdPowerWatts,
  runningThresholdPowerWatts: ({ entry }) => entry.runningThresholdPowerWatts ?? null,
  thresholdSpeedMps: ({ entry }) => entry.thresholdSpeedMps,
  heartRateZones: heartRateZonesOf,
  powerZones: powerZonesOf,
  effectiveFrom: ({ entry }) => entry.effectiveFrom,
}
