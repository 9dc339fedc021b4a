import type { MutationResolvers } from '../generated/resolvers.ts'
import { cancelChallenge, createChallenge } from '../pipelines/change-challenges.ts'
import { cancelClubEvent, createClubEvent, updateClubEvent } from '../pipelines/change-club-events.ts'
import { createClub, joinClub, leaveClub, respondToJoinRequest } from '../pipelines/change-memberships.ts'
import { joinChallenge, leaveChallenge } from '../pipelines/change-participation.ts'

export const Mutation: MutationResolvers = {
  createClub: (_root, { input }, context) => createClub(input, context),
  joinClub: (_root, { id }, context) => joinClub(id, context),
  leaveClub: (_root, { id }, context) => leaveClub(id, context),
  respondToJoinRequest: (_root, args, context) => respondToJoinRequest(args, context),
  createClubEvent: (_root, { input }, context) => createClubEvent(input, context),
  updateClubEvent: (_root, { id, input }, context) => updateClubEvent(id, input, context),
  cancelClubEvent: (_root, { id, reason }, context) => cancelClubEvent(id, reason ?? null, context),
  createChallenge: (_root, { input }, context) => createChallenge(input, context),
  cancelChallenge: (_root, { id }, context) => cancelChallenge(id, context),
  joinChallenge: (_root, { id, shareWithBrand }, context) => joinChallenge(id, shareWithBrand ?? false, context),
  leaveChallenge: (_root, { id }, context) => leaveChallenge(id, context),
}
