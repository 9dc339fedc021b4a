import type { MutationResolvers, MutationUpdateClubEventArgs } from '../generated/resolvers.ts'
import { answerEvent } from '../pipelines/answer-event.ts'
import { respondToJoinRequest, respondToJoinRequests } from '../pipelines/answer-requests.ts'
import { renewCalendarUrl } from '../pipelines/calendar-links.ts'
import { cancelClubEvent, restoreClubEvent } from '../pipelines/cancel-club-events.ts'
import { enterChallenge, withdrawFromChallenge } from '../pipelines/challenge-teams.ts'
import { cancelChallenge, createChallenge, updateChallenge } from '../pipelines/change-challenges.ts'
import { createClubEvent, updateClubEvent } from '../pipelines/change-club-events.ts'
import { createClubGoal, endClubGoal, updateClubGoal } from '../pipelines/change-club-goals.ts'
import { joinChallenge, leaveChallenge, setChallengeSharing } from '../pipelines/change-participation.ts'
import { deleteClub } from '../pipelines/dissolve-club.ts'
import { createClub, updateClub } from '../pipelines/found-club.ts'
import { inviteToClub } from '../pipelines/invite-athletes.ts'
import { createClubInvite, joinByInvite, revokeClubInvite } from '../pipelines/invite-links.ts'
import { joinClub, leaveClub } from '../pipelines/join-club.ts'
import { flagActivity, judgeActivity, judgeObjection, objectToHoldOut } from '../pipelines/judge-activities.ts'
import { muteClubMember, removeClubMember, setClubRole } from '../pipelines/manage-members.ts'
import { setPersonalGoal } from '../pipelines/personal-goals.ts'
import { recordAttendance } from '../pipelines/record-attendance.ts'
import { respondToClubTransfer, transferClub } from '../pipelines/transfer-club.ts'

const targetOf = ({ id, occurrence, scope }: Pick<MutationUpdateClubEventArgs, 'id' | 'occurrence' | 'scope'>) => ({
  id,
  occurrence: occurrence ?? null,
  scope: scope ?? 'ALL',
})

export const Mutation: MutationResolvers = {
  createClub: (_root, { input }, context) => createClub(context, input),
  joinClub: (_root, { id }, context) => joinClub(context, id),
  leaveClub: (_root, { id }, context) => leaveClub(context, id),
  updateClub: (_root, { id, input }, context) => updateClub(context, id, input),
  deleteClub: (_root, { id }, context) => deleteClub(context, id),
  inviteToClub: (_root, args, context) => inviteToClub(context, args),
  respondToJoinRequest: (_root, args, context) => respondToJoinRequest(context, args),
  respondToJoinRequests: (_root, args, context) => respondToJoinRequests(context, args),
  setClubRole: (_root, args, context) => setClubRole(context, args),
  removeClubMember: (_root, args, context) => removeClubMember(context, { ...args, ban: args.ban ?? false }),
  muteClubMember: (_root, args, context) => muteClubMember(context, args),
  transferClub: (_root, args, context) => transferClub(context, args),
  respondToClubTransfer: (_root, args, context) => respondToClubTransfer(context, args),
  createClubInvite: (_root, { input }, context) => createClubInvite(context, input),
  revokeClubInvite: (_root, { id }, context) => revokeClubInvite(context, id),
  joinByInvite: (_root, { token }, context) => joinByInvite(context, token),
  createClubEvent: (_root, { input }, context) => createClubEvent(context, input),
  updateClubEvent: (_root, { input, ...args }, context) => updateClubEvent(context, targetOf(args), input),
  cancelClubEvent: (_root, { reason, ...args }, context) => cancelClubEvent(context, targetOf(args), reason ?? null),
  restoreClubEvent: (_root, { id, occurrence }, context) => restoreClubEvent(context, id, occurrence ?? null),
  renewCalendarUrl: (_root, { clubId }, context) => renewCalendarUrl(context, clubId ?? null),
  rsvp: (_root, args, context) => answerEvent(context, args),
  flagActivity: (_root, args, context) => flagActivity(context, args),
  judgeActivity: (_root, args, context) => judgeActivity(context, args),
  objectToHoldOut: (_root, args, context) => objectToHoldOut(context, args),
  judgeObjection: (_root, args, context) => judgeObjection(context, args),
  createClubGoal: (_root, { input }, context) => createClubGoal(context, input),
  updateClubGoal: (_root, { id, input }, context) => updateClubGoal(context, id, input),
  endClubGoal: (_root, { id }, context) => endClubGoal(context, id),
  recordAttendance: (_root, args, context) => recordAttendance(context, args),
  createChallenge: (_root, { input }, context) => createChallenge(context, input),
  updateChallenge: (_root, { id, input }, context) => updateChallenge(context, id, input),
  cancelChallenge: (_root, { id }, context) => cancelChallenge(context, id),
  joinChallenge: (_root, { id, shareWithBrand, clubId }, context) =>
    joinChallenge(context, id, { sharesWithBrand: shareWithBrand ?? false, clubId: clubId ?? null }),
  enterChallenge: (_root, { id, clubId }, context) => enterChallenge(context, id, clubId),
  withdrawFromChallenge: (_root, { id, clubId }, context) => withdrawFromChallenge(context, id, clubId),
  setChallengeSharing: (_root, { id, share }, context) => setChallengeSharing(context, id, share),
  leaveChallenge: (_root, { id }, context) => leaveChallenge(context, id),
  setPersonalGoal: async (_root, { input }, context) => {
    await setPersonalGoal(context, input)
    return context.viewerId === null ? null : { id: context.viewerId }
  },
}
