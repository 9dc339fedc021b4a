import { actorOf, requireAthlete } from '@gruppetto/graph'
import { localDay } from '../domain/local-day.ts'
import { heartRateZonesOf, powerZonesOf, presentProfile, shownHistory } from '../domain/training-profile.ts'
import type { Resolvers } from '../generated/resolvers.ts'
import { changeTrainingProfile } from '../pipelines/change-training-profile.ts'
import { accountOf } from './viewer.ts'

export const trainingResolvers = {
  Viewer: {
    async trainingProfile(viewer, _, context) {
      const [account, history] = await Promise.all([accountOf(viewer, context), context.loaders.trainingHistory.load(viewer.id)])
      const dayOf = (atMs: number) => localDay(atMs, account.timeZone)
      return presentProfile(history?.profiles ?? [], dayOf(context.runtime.now()), dayOf(account.joinedAt.getTime()))
    },
    trainingProfileHistory: async ({ id }, _, { loaders }) =>
      shownHistory((await loaders.trainingHistory.load(id))?.profiles ?? []),
  },
  TrainingProfile: {
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
  },
  Mutation: {
    async updateTrainingProfile(_, { input }, context) {
      const { athleteId, sessionId } = requireAthlete(context.caller)
      const viewer = { id: athleteId, sessionId }
      const origin = { actor: actorOf(context.caller), traceparent: context.traceparent }
      const history = await changeTrainingProfile(context.services, await accountOf(viewer, context), input, origin)
      context.loaders.trainingHistory.clear(athleteId).prime(athleteId, history)
      return viewer
    },
  },
} satisfies Resolvers
