import { actorOf, requireAthlete, unauthenticated, validInput } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { privacyPatch, privacyZoneInput } from '../domain/inputs.ts'
import type { RecordingPrivacy } from '../domain/recording-privacy.ts'
import type { ViewerRef } from '../domain/viewer-ref.ts'
import type { Resolvers } from '../generated/resolvers.ts'
import { addZone, changePrivacy, removeZone } from '../pipelines/change-privacy.ts'

const changer = ({ caller, traceparent }: Context) => {
  const { athleteId, sessionId } = requireAthlete(caller)
  return { viewer: { id: athleteId, sessionId }, origin: { actor: actorOf(caller), traceparent } }
}

const answer = (viewer: ViewerRef, recordings: RecordingPrivacy, { loaders }: Context): ViewerRef => {
  loaders.recordingPrivacy.clear(viewer.id).prime(viewer.id, recordings)
  return viewer
}

export const privacyResolvers = {
  PrivacySettings: {
    profile: (account) => account.profileVisibility,
    defaultActivityVisibility: (account) => account.defaultActivityVisibility,
    approveFollowers: (account) => account.approveFollowers,
    hideHeartRate: async ({ _id }, _, { loaders }) => (await loaders.recordingPrivacy.load(_id)).hideHeartRate,
    hideStartEndMeters: async ({ _id }, _, { loaders }) => (await loaders.recordingPrivacy.load(_id)).hideStartEndMeters,
    zones: async ({ _id }, _, { loaders }) => (await loaders.recordingPrivacy.load(_id)).zones,
  },
  PrivacyZone: {
    id: ({ zoneId }) => zoneId,
    label: ({ label }) => label,
    radiusMeters: ({ radiusMeters }) => radiusMeters,
  },
  Mutation: {
    async updatePrivacy(_, { input }, context) {
      const { viewer, origin } = changer(context)
      const patch = validInput(privacyPatch, input)
      const { account, recordings } = await changePrivacy(context.services, viewer.id, patch, origin)
      if (account === null) throw unauthenticated('This account is gone.')
      context.loaders.account.clear(viewer.id).prime(viewer.id, account)
      context.loaders.athlete.clear(viewer.id)
      return answer(viewer, recordings, context)
    },
    async addPrivacyZone(_, { input }, context) {
      const { viewer, origin } = changer(context)
      return answer(viewer, await addZone(context.services, viewer.id, validInput(privacyZoneInput, input), origin), context)
    },
    async removePrivacyZone(_, { id }, context) {
      const { viewer, origin } = changer(context)
      return answer(viewer, await removeZone(context.services, viewer.id, id, origin), context)
    },
  },
} satisfies Resolvers
