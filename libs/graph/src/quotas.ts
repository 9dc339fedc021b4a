import { type Counter, openCounter, type Runtime } from '@gruppetto/runtime'
import type { GraphQLSchema } from 'graphql'
import { rateLimited } from './errors.ts'
import { wrapMutations } from './wrap-mutations.ts'

/** How many changes of one kind an account may make. */
export interface Quota {
  /** The name in the error message: "Too many comments". */
  readonly what: string
  readonly perMinute: number
  readonly perDay: number
}

const quota = (what: string, perMinute: number, perDay: number): Quota => ({ what, perMinute, perDay })

const comments = quota('comments', 20, 600)
const posts = quota('posts', 6, 100)
const segments = quota('segments', 5, 40)
const uploads = quota('uploads', 600, 10_000)
const gear = quota('changes of gear', 20, 200)
const settings = quota('changes of settings', 20, 300)
const memberships = quota('memberships', 20, 200)
const clubMembers = quota('changes of club members', 60, 2_000)
const clubEvents = quota('club events', 10, 200)
const clubGoals = quota('goals of clubs', 10, 100)
const positions = quota('calls with positions', 300, 100_000)
const subscriptions = quota('changes of a subscription', 6, 40)
const liveSessions = quota('live sessions', 6, 60)

/**
 * The quota of each mutation, per account: far more than a person needs, far less than a script could send. Failed tries count
 * too, and so does each alias in a request.
 */
export const QUOTAS: Readonly<Record<string, Quota>> = {
  changePassword: quota('changes of a password', 5, 20),
  resendVerification: quota('verification mails', 2, 8),
  changeEmail: quota('changes of an address', 3, 10),
  updateProfile: settings,
  createPhotoUpload: quota('photos', 60, 1_000),
  updatePrivacy: settings,
  addPrivacyZone: settings,
  updateTrainingProfile: settings,
  useStreakFreeze: settings,
  setAutomaticFreezes: settings,
  setStreakPause: settings,
  createUpload: uploads,
  retryUpload: uploads,
  createManualActivity: quota('activities', 20, 300),
  updateActivity: quota('changes of activities', 60, 3_000),
  cropActivity: quota('crops', 10, 200),
  setTogether: quota('changes of what was done together', 60, 1_000),
  addGear: gear,
  updateGear: gear,
  createSegment: segments,
  starSegment: quota('stars', 60, 1_000),
  startLiveSession: liveSessions,
  setLiveSharing: quota('share links', 10, 200),
  pauseLiveSession: quota('pauses', 30, 3_000),
  recordPositions: positions,
  follow: quota('follows', 30, 400),
  block: quota('blocks', 60, 1_000),
  dismissSuggestion: quota('dismissed suggestions', 60, 1_000),
  mute: quota('mutes', 60, 1_000),
  giveKudos: quota('kudos', 60, 2_000),
  addComment: comments,
  editComment: comments,
  closeComments: settings,
  setNotificationPreference: quota('changes of preferences', 60, 1_000),
  setQuietHours: settings,
  registerWebPush: quota('registrations of devices', 20, 500),
  cheer: quota('cheers', 20, 300),
  flagActivity: quota('flags', 10, 60),
  objectToHoldOut: quota('objections', 5, 20),
  report: quota('reports', 5, 40),
  assignModerationCase: quota('assigned cases', 60, 2_000),
  appeal: quota('appeals', 5, 40),
  createPost: posts,
  editPost: posts,
  createClub: quota('clubs', 3, 10),
  updateClub: settings,
  joinClub: memberships,
  joinByInvite: memberships,
  inviteToClub: quota('invitations', 30, 400),
  createClubInvite: quota('invite links', 10, 100),
  respondToJoinRequests: quota('answers to many requests', 10, 300),
  setClubRole: clubMembers,
  removeClubMember: clubMembers,
  muteClubMember: clubMembers,
  transferClub: quota('offers of a club', 5, 40),
  createClubEvent: clubEvents,
  updateClubEvent: clubEvents,
  recordAttendance: quota('changes of attendance', 60, 2_000),
  rsvp: quota('answers to events', 60, 2_000),
  renewCalendarUrl: settings,
  createClubGoal: clubGoals,
  updateClubGoal: clubGoals,
  createChallenge: quota('challenges', 3, 20),
  updateChallenge: quota('challengeChanges', 20, 100),
  joinChallenge: memberships,
  enterChallenge: memberships,
  setChallengeSharing: settings,
  setPersonalGoal: settings,
  buyGift: quota('gifts', 5, 40),
  redeemCode: quota('codes', 10, 60),
  startCheckout: quota('checkouts', 5, 40),
  changePlan: subscriptions,
  cancelSubscription: subscriptions,
  resumeSubscription: subscriptions,
  requestDataExport: quota('data exports', 3, 10),
}

/**
 * The mutations without a quota. Undoing, ending, deleting or answering something has none, since each needs something whose
 * creation was counted. The gateway limits sign-in and sign-out by address. The staff of the platform is trusted with its own
 * mutations.
 */
export const WITHOUT_QUOTA: readonly string[] = [
  ...['signUp', 'signIn', 'refreshSession', 'signOut', 'endSession', 'requestPasswordReset', 'resetPassword', 'verifyEmail'],
  ...['deleteAccount', 'removePrivacyZone', 'removeStreakPause', 'suspendAthlete', 'liftSuspension'],
  ...['completeUpload', 'deleteActivity', 'endLiveSession'],
  ...[
    'unfollow',
    'removeFollower',
    'respondToFollowRequest',
    'unblock',
    'takeBackKudos',
    'deleteComment',
    'deletePost',
    'markNotificationsRead',
    'unregisterWebPush',
  ],
  ...['deleteClub', 'revokeClubInvite', 'respondToClubTransfer'],
  ...['leaveClub', 'respondToJoinRequest', 'cancelClubEvent', 'restoreClubEvent', 'cancelChallenge', 'withdrawFromChallenge'],
  ...['leaveChallenge', 'endClubGoal', 'judgeActivity', 'judgeObjection'],
  // Keys have a limit of their own at the gateway, and a brand has ten webhooks.
  ...['setCommission', 'rotatePostbackSecret', 'setWebhook', 'deleteWebhook', 'rotateWebhookSecret', 'replayWebhookDelivery'],
  ...[
    'resolveModerationCase',
    'sponsorChallenge',
    'createProduct',
    'updateProduct',
    'importProducts',
    'createBrand',
    'createApiKey',
    'rotateApiKey',
    'revokeApiKey',
  ],
  ...['updateSponsorship', 'endSponsorship', 'updateBrand', 'addOfferCodes'],
]

const MINUTE_SECONDS = 60
const DAY_SECONDS = 86_400

const charge = async (counter: Counter, athleteId: string, { what, perMinute, perDay }: Quota, factor: number): Promise<void> => {
  const waitSeconds = await counter.count(`quota:${athleteId}:${what}`, [
    { most: perMinute * factor, seconds: MINUTE_SECONDS },
    { most: perDay * factor, seconds: DAY_SECONDS },
  ])
  if (waitSeconds > 0) throw rateLimited(waitSeconds, what)
}

/**
 * Counts each mutation of an athlete before it runs. Throws RATE_LIMITED, without running it, when its quota is used up. Changes
 * the schema in place.
 */
export const guardQuotas = (schema: GraphQLSchema, runtime: Runtime): GraphQLSchema => {
  const counter = openCounter(runtime)
  return wrapMutations(schema, (resolve, name) => {
    const limit = QUOTAS[name]
    if (limit === undefined) return resolve
    return async (source, args, context, info) => {
      const { caller } = context
      if (caller.kind === 'athlete') await charge(counter, caller.athleteId, limit, runtime.config.quotaFactor)
      return resolve(source, args, context, info)
    }
  })
}
