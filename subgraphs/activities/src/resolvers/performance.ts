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
  fitness: (of, args, context) => readFitness(context, of, args),
  powerCurve: (of, args, context) => readPowerCurve(context, of, args),
  criticalPower: (of, args, context) => readCriticalPower(context, of, args),
  vo2Max: (of, _args, context) => readVo2Max(context, of),
  vo2MaxHistory: (of, args, context) => readVo2MaxHistory(context, of, args),
  racePredictions: (of, _args, context) => readRacePredictions(context, of),
  zoneHistory: (of, args, context) => readZoneHistory(context, of, args),
}

export const CurvePoint: CurvePointResolvers = {
  activity: ({ activityId }, _args, { loaders }) => loaders.activity.load(activityId),
}

export const Vo2MaxEstimate: Vo2MaxEstimateResolvers = {
  activity: ({ activityId }, _args, { loaders }) => (activityId === null ? null : loaders.activity.load(activityId)),
}
