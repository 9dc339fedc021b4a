import type { CurvePointResolvers, PerformanceResolvers, Vo2MaxEstimateResolvers } from '../generated/resolvers.ts'
import {
  readCriticalPower,
  readFitness,
  readPowerCurve,
  readRacePredictions,
  readVo2Max,
  readVo2MaxHistory,
  readZoneHistory,
} from '../pipelines/read-performance.ts'

export const Performance: PerformanceResolvers = {
  fitness: readFitness,
  powerCurve: readPowerCurve,
  criticalPower: readCriticalPower,
  vo2Max: (of, _args, context) => readVo2Max(of, context),
  vo2MaxHistory: readVo2MaxHistory,
  racePredictions: (of, _args, context) => readRacePredictions(of, context),
  zoneHistory: (of, { kind, since, until }, context) => readZoneHistory(of, kind, { since, until }, context),
}

export const CurvePoint: CurvePointResolvers = {
  activity: ({ activityId }, _args, { loaders }) => loaders.activity.load(activityId),
}

export const Vo2MaxEstimate: Vo2MaxEstimateResolvers = {
  activity: ({ activityId }, _args, { loaders }) => (activityId === null ? null : loaders.activity.load(activityId)),
}
