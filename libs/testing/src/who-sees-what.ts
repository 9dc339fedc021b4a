/**
 * Who may see what, as one table. The tests take from it what they expect on each road, and docs/reference/visibility.md is made of it. The
 * rules themselves are the functions that `decidedBy` names.
 */

/** Who looks at a thing, by how they stand to its owner. */
export const VIEWERS = {
  self: 'the owner',
  follower: 'an approved follower',
  stranger: 'who is signed in and has nothing to do with the owner',
  blocked: 'whom the owner has blocked',
  blocker: 'who has blocked the owner',
  muted: 'whom the owner has muted',
  clubMate: 'a member of the club of both, who does not follow the owner',
  moderator: 'a moderator of that club, who does not follow the owner',
  admin: 'an admin of that club, who does not follow the owner',
  requested: 'who has asked to join that club',
  invited: 'who is invited to that club',
  banned: 'who is banned from that club',
  staff: 'a member of the staff',
  suspended: 'a stranger whose account is suspended',
  signedOut: 'who is not signed in',
  partner: 'the API key of a brand',
} as const
export type Viewer = keyof typeof VIEWERS

export const ROADS = [
  'id',
  'node',
  'list',
  'count',
  'search',
  'suggestion',
  'feed',
  'leaderboard',
  'subscription',
  'notification',
  'push',
  'mail',
  'export',
  'photo URL',
] as const
export type Road = (typeof ROADS)[number]

export interface Rule {
  readonly subject: string
  /** The function that decides, and its file. */
  readonly decidedBy: { readonly name: string; readonly file: string }
  /** Everybody else sees nothing of it. */
  readonly seenBy: readonly Viewer[]
  /** The roads that the tests try as each viewer. */
  readonly roads: readonly Road[]
  /** The fields where the walk over the whole schema must find it, as somebody who may see it. */
  readonly leads?: readonly string[]
}

const except = (...hidden: readonly Viewer[]): readonly Viewer[] =>
  (Object.keys(VIEWERS) as Viewer[]).filter((viewer) => !hidden.includes(viewer))

const graph = (name: string) => ({ name, file: 'libs/graph/src/visibility.ts' })
const social = (name: string) => ({ name, file: 'subgraphs/social/src/domain/subjects.ts' })
const clubs = (name: string) => ({ name, file: 'subgraphs/clubs/src/domain/club.ts' })

const PUBLIC = except('blocked', 'blocker', 'partner')
const MEMBERS = ['self', 'clubMate', 'moderator', 'admin'] as const

export const RULES = {
  card: {
    subject: 'the card of an athlete',
    decidedBy: graph('maySeeCard'),
    seenBy: except('blocked', 'partner'),
    roads: ['id', 'node'],
  },
  presence: {
    subject: 'an athlete among others',
    decidedBy: graph('mayAppearTo'),
    seenBy: PUBLIC,
    roads: ['list', 'search', 'leaderboard'],
    leads: [
      'Query.athlete',
      'Query.searchAthletes',
      'Athlete.following',
      'Athlete.followers',
      'Activity.kudos',
      'KudosEdge.node',
      'Comment.author',
      'LeaderboardEntry.athlete',
    ],
  },
  suggestion: {
    subject: 'an athlete whom the viewer may want to follow',
    decidedBy: { name: 'maySuggest', file: 'subgraphs/social/src/domain/suggestions.ts' },
    seenBy: except('self', 'follower', 'blocked', 'blocker', 'signedOut', 'partner'),
    roads: ['suggestion'],
  },
  profile: {
    subject: 'a profile for everyone',
    decidedBy: graph('maySeeProfile'),
    seenBy: PUBLIC,
    roads: ['id', 'count'],
  },
  profileForFollowers: {
    subject: 'a profile for followers',
    decidedBy: graph('maySeeProfile'),
    seenBy: ['self', 'follower'],
    roads: ['id', 'node', 'count'],
  },
  activity: {
    subject: 'an activity for everyone',
    decidedBy: graph('maySeeActivity'),
    seenBy: PUBLIC,
    roads: ['id', 'node', 'list', 'count', 'feed'],
  },
  activityForFollowers: {
    subject: 'an activity for followers',
    decidedBy: graph('maySeeActivity'),
    seenBy: ['self', 'follower'],
    roads: ['id', 'node', 'list', 'count', 'feed', 'export'],
    leads: [
      'Query.node',
      'Query.nodes',
      'Query.activity',
      'Athlete.activities',
      'ActivityFeedItem.activity',
      'Activity.together',
      'PersonalRecord.activity',
      'SegmentEffort.activity',
      'CurvePoint.activity',
      'LeaderboardEntry.lastActivity',
      'Comment.subject',
    ],
  },
  activityForNobody: {
    subject: 'an activity for its owner alone',
    decidedBy: graph('maySeeActivity'),
    seenBy: ['self'],
    roads: ['id', 'node', 'list', 'count', 'feed'],
    leads: ['Upload.activities', 'Performance.powerCurve', 'Query.uploadedPhoto', 'UploadedPhoto.photo'],
  },
  activityOfPrivateAccount: {
    subject: 'an activity for everyone, of an account that approves its followers',
    decidedBy: graph('maySeeActivity'),
    seenBy: ['self', 'follower'],
    roads: ['id', 'node', 'list', 'feed'],
    leads: ['AwardedBadge.activity'],
  },
  photo: {
    subject: 'a photo of an activity for followers',
    decidedBy: graph('maySeeActivity'),
    seenBy: ['self', 'follower'],
    roads: ['list', 'photo URL'],
    leads: ['Activity.photos'],
  },
  effort: {
    subject: 'an effort on a segment, of an activity for followers',
    decidedBy: graph('maySeeActivity'),
    seenBy: ['self', 'follower'],
    roads: [],
    leads: ['Activity.segmentEfforts', 'Segment.viewerEfforts', 'SegmentLeaderboard.edges', 'SegmentLeaderboardEdge.node'],
  },
  effortInZone: {
    subject: 'an effort on a segment that passes a privacy zone of its athlete',
    decidedBy: { name: 'isHidden', file: 'subgraphs/activities/src/domain/segments/hidden.ts' },
    seenBy: ['self'],
    roads: [],
  },
  live: {
    subject: 'a live session for followers',
    decidedBy: graph('maySeeActivity'),
    seenBy: ['self', 'follower'],
    roads: ['id', 'node', 'subscription'],
    leads: ['Query.liveSession', 'ClubEvent.live'],
  },
  gear: {
    subject: 'gear of an activity for followers',
    decidedBy: graph('maySeeActivity'),
    seenBy: ['self', 'follower'],
    roads: ['id', 'node', 'list'],
    leads: ['Query.gear', 'Activity.gear', 'Notification.gear'],
  },
  post: {
    subject: 'a post',
    decidedBy: graph('maySeePost'),
    seenBy: PUBLIC,
    roads: ['node', 'list', 'feed'],
    leads: ['Athlete.posts'],
  },
  postOfPrivateAccount: {
    subject: 'a post of an account that approves its followers',
    decidedBy: graph('maySeePost'),
    seenBy: ['self', 'follower'],
    roads: ['node', 'list', 'feed'],
    leads: ['PostFeedItem.post', 'Post.photos'],
  },
  comment: {
    subject: 'a comment on an activity for followers, by its owner',
    decidedBy: social('maySeeSubject'),
    seenBy: ['self', 'follower'],
    roads: ['id', 'node', 'list'],
    leads: ['Query.comment', 'Activity.comments', 'Comment.replies', 'Comment.replyTo'],
  },
  commentForEveryone: {
    subject: 'a comment on an activity for everyone',
    decidedBy: graph('mayAppearTo'),
    seenBy: PUBLIC,
    roads: ['id', 'node', 'list'],
  },
  mention: {
    subject: 'that the viewer is mentioned in that comment',
    decidedBy: social('maySeeSubject'),
    seenBy: ['follower'],
    roads: ['notification', 'mail', 'push'],
  },
  clubName: {
    subject: 'that there is a SECRET club, and its name',
    decidedBy: clubs('clubSeenBy'),
    seenBy: [...MEMBERS, 'invited'],
    roads: ['id', 'node', 'list'],
    leads: ['Query.club', 'Viewer.clubs', 'Viewer.clubInvitations'],
  },
  insideSecretClub: {
    subject: 'what is in a SECRET club: text, events, challenges, posts',
    decidedBy: clubs('maySeeInside'),
    seenBy: MEMBERS,
    roads: ['id', 'node', 'list', 'feed'],
    leads: ['Club.posts'],
  },
  insideClosedClub: {
    subject: 'what is in a club that one asks to join: events, challenges, members',
    decidedBy: clubs('maySeeInside'),
    seenBy: MEMBERS,
    roads: ['id', 'node', 'list'],
    leads: ['Query.clubEvent', 'Query.challenge', 'Query.challenges', 'Club.events', 'Club.challenges'],
  },
  clubMute: {
    subject: 'how long a member of a club is muted',
    decidedBy: { name: 'mayAct', file: 'subgraphs/clubs/src/domain/roles.ts' },
    seenBy: ['self', 'moderator', 'admin'],
    roads: [],
    leads: ['Club.members'],
  },
  answerNote: {
    subject: 'the note of an answer to an event, for those who run it',
    decidedBy: { name: 'mayAct', file: 'subgraphs/clubs/src/domain/roles.ts' },
    seenBy: ['self', 'moderator', 'admin'],
    roads: [],
    leads: ['ClubEvent.responses'],
  },
  clubOffice: {
    subject: 'the links of a club, and what those with a role in it do',
    decidedBy: { name: 'mayAct', file: 'subgraphs/clubs/src/domain/roles.ts' },
    seenBy: ['self', 'admin'],
    roads: ['list'],
    leads: ['Club.invites', 'Club.auditLog'],
  },
  own: {
    subject: 'what an athlete has for the own use: goals, quiet hours, zones, uploads, gear that nobody sees, products to need',
    decidedBy: { name: 'requireAthlete', file: 'libs/graph/src/callers.ts' },
    seenBy: ['self'],
    roads: ['id', 'node', 'list', 'suggestion'],
    leads: [
      'Query.upload',
      'Viewer.uploads',
      'Viewer.gear',
      'Viewer.trainingProfile',
      'Viewer.trainingProfileHistory',
      'PrivacySettings.zones',
      'Viewer.quietHours',
      'Viewer.goals',
    ],
  },
  notification: {
    subject: 'a notification',
    decidedBy: { name: 'requireAthlete', file: 'libs/graph/src/callers.ts' },
    seenBy: ['self'],
    roads: ['id', 'node', 'list'],
    leads: ['Query.notification', 'Viewer.notifications'],
  },
} as const satisfies Readonly<Record<string, Rule>>
export type RuleKey = keyof typeof RULES

/** Whether a viewer may see what the rule is about. */
export const maySee = (rule: RuleKey, viewer: Viewer): boolean => (RULES[rule] as Rule).seenBy.includes(viewer)
