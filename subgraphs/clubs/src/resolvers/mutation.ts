import type { MutationResolvers } from '../generated/resolvers.ts'
import { renewCalendarUrl } from '../pipelines/calendar-links.ts'
import { cancelChallenge, createChallenge } from '../pipelines/change-challenges.ts'
import { cancelClubEvent, createClubEvent, updateClubEvent } from '../pipelines/change-club-events.ts'
import { createClub, joinClub, leaveClub, respondToJoinRequest } from '../pipelines/change-memberships.ts'
import { joinChallenge, leaveChallenge } from '../pipelines/change-participation.ts'
import { setPersonalGoal } from '../pipelines/personal-goals.ts'

export const Mutation: MutationResolvers = {
  createClub: (_root, { input }, context) => createClub(context, input),
  joinClub: (_root, { id }, context) => joinClub(context, id),
  leaveClub: (_root, { id }, context) => leaveClub(context, id),
  respondToJoinRequest: (_root, args, context) => respondToJoinRequest(context, args),
  createClubEvent: (_root, { input }, context) => createClubEvent(context, input),
  updateClubEvent: (_root, { id, input }, context) => updateClubEvent(context, id, input),
  cancelClubEvent: (_root, { id, reason }, context) => cancelClubEvent(context, id, reason ?? null),
  renewCalendarUrl: (_root, { clubId }, context) => renewCalendarUrl(context, clubId ?? null),
  createChallenge: (_root, { input }, context) => createChallenge(context, input),
  cancelChallenge: (_root, { id }, context) => cancelChallenge(context, id),
  joinChallenge: (_root, { id, shareWithBrand }, context) => joinChallenge(context, id, shareWithBrand ?? false),
  leaveChallenge: (_root, { id }, context) => leaveChallenge(context, id),
  setPersonalGoal: async (_root, { input }, context) => {
    await setPersonalGoal(context, input)
    return context.viewerId === null ? null : { id: context.viewerId }
  },
}
