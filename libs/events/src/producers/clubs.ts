import { z } from 'zod'
import { defineEvent, id, instantMs, nextVersion, revision } from '../define.ts'

const clubChangedV1 = defineEvent('club.changed', {
  clubId: id,
  revision,
  slug: z.string(),
  name: z.string(),
  isOpen: z.boolean(),
  dissolved: z.boolean(),
  at: instantMs,
})

/** The whole state of a club. What a SECRET club is called, and that there is one, its members alone may learn. */
export const clubChanged = nextVersion(
  clubChangedV1,
  {
    ...clubChangedV1.schema.omit({ isOpen: true }).shape,
    /** Everybody sees who the members of an OPEN club are. For all but its members a SECRET club does not exist. */
    access: z.enum(['OPEN', 'ON_REQUEST', 'SECRET']),
    sports: z.array(z.string()).optional(),
    avatarUrl: z.string().nullable().optional(),
    /** How long a member waits between two posts; absent or 0: not at all. */
    slowModeSeconds: z.number().int().optional(),
    /** A post with one of these words waits for a moderator. */
    heldWords: z.array(z.string()).optional(),
  },
  ({ isOpen, ...data }) => ({ ...data, access: isOpen ? ('OPEN' as const) : ('ON_REQUEST' as const) }),
)

const membershipChangedV1 = defineEvent('club.membership-changed', {
  clubId: id,
  athleteId: id,
  revision,
  status: z.enum(['ACTIVE', 'REQUESTED', 'NONE']),
  role: z.enum(['OWNER', 'ADMIN', 'MODERATOR', 'MEMBER']),
  at: instantMs,
})

/** The whole state of one membership. */
export const clubMembershipChanged = nextVersion(
  membershipChangedV1,
  {
    ...membershipChangedV1.schema.shape,
    status: z.enum(['ACTIVE', 'REQUESTED', 'INVITED', 'BANNED', 'NONE']),
    /** Until then the member reads everything in the club and writes nothing. */
    mutedUntilMs: instantMs.nullable(),
    /** Who made this change, where it was not the athlete; of an invitation who invited. Null too for the platform itself. */
    byId: id.nullable(),
    /** Since when the athlete has this status. Absent in events of earlier releases. */
    sinceMs: instantMs.optional(),
    /** The role before, where this change has given a member another one. */
    formerRole: membershipChangedV1.schema.shape.role.optional(),
  },
  (data) => ({ ...data, mutedUntilMs: null, byId: null }),
)

/** The whole state of the offer of a club: its owner hands it over to a member who accepts. A club has one offer at a time. */
export const clubOfferChanged = defineEvent('club.offer-changed', {
  clubId: id,
  revision,
  /** To whom it is offered; null when there is no offer any more. */
  athleteId: id.nullable(),
  /** To whom it was offered before. */
  formerAthleteId: id.nullable(),
  /** The owner who has made the offer; null where the platform has ended it. */
  ownerId: id.nullable(),
  /** What the athlete of the former offer has answered; null where it was replaced, taken back or ended. */
  answer: z.enum(['ACCEPTED', 'DECLINED']).nullable(),
  at: instantMs,
})

const clubEventChangedV1 = defineEvent('club-event.changed', {
  clubEventId: id,
  clubId: id,
  revision,
  createdById: id,
  isPublic: z.boolean(),
  title: z.string(),
  sport: z.string().nullable(),
  /** Of a series: of the first date of its rule. */
  startsAtMs: instantMs,
  endsAtMs: instantMs.nullable(),
  /** endsAtMs, or, without an end, the time from which the event counts as over. Of a series: of its last date. */
  overAtMs: instantMs,
  timeZone: z.string(),
  place: z.string().nullable(),
  isVirtual: z.boolean(),
  cancelled: z.boolean(),
  /** The reason that was given for the cancellation. */
  cancelReason: z.string().nullable(),
  at: instantMs,
})

/** The whole state of a club event; of a series, what its dates have in common. */
export const clubEventChanged = nextVersion(
  clubEventChangedV1,
  {
    ...clubEventChangedV1.schema.omit({ isPublic: true }).shape,
    /** The access of the club. Everybody sees the events of an OPEN club, and members alone those of any other. */
    access: z.enum(['OPEN', 'ON_REQUEST', 'SECRET']),
    /** The rule of a series, as RFC 5545 writes it; null for a single event. */
    recurrence: z.string().nullable(),
    /** How many may take part; null: as many as like. */
    capacity: z.number().int().nullable(),
    /** Whether moderators have removed it: only who made it and those who run its club see it. Absent in events of earlier releases. */
    removed: z.boolean().optional(),
    description: z.string().nullable().optional(),
  },
  ({ isPublic, ...data }) => ({
    ...data,
    access: isPublic ? ('OPEN' as const) : ('ON_REQUEST' as const),
    recurrence: null,
    capacity: null,
  }),
)

/** The whole state of one date of a club event. A single event has one date. */
export const clubEventOccurrenceChanged = defineEvent('club-event.occurrence-changed', {
  clubEventId: id,
  clubId: id,
  /** Names the date for good, also after it was moved. */
  originalStartsAtMs: instantMs,
  revision,
  title: z.string(),
  startsAtMs: instantMs,
  endsAtMs: instantMs.nullable(),
  /** endsAtMs, or, without an end, the time from which it counts as over. */
  overAtMs: instantMs,
  timeZone: z.string(),
  place: z.string().nullable(),
  isVirtual: z.boolean(),
  /** Another one is another route. Absent in events of earlier releases: none. */
  routeId: z.string().nullable().optional(),
  /** Whether it does not take place: it was cancelled, or an edit of the series has taken it out. */
  cancelled: z.boolean(),
  cancelReason: z.string().nullable(),
  at: instantMs,
})

const challengeChangedV1 = defineEvent('challenge.changed', {
  challengeId: id,
  revision,
  createdById: id,
  clubId: id.nullable(),
  isPublic: z.boolean().optional(),
  title: z.string(),
  metric: z.enum(['DISTANCE', 'MOVING_TIME', 'ELEVATION_GAIN', 'ACTIVITY_COUNT']),
  sports: z.array(z.string()),
  target: z.number().nullable(),
  startsAtMs: instantMs,
  endsAtMs: instantMs,
  cancelled: z.boolean(),
  badgeName: z.string().nullable().optional(),
  at: instantMs,
})

/** The whole state of a challenge. */
export const challengeChanged = nextVersion(
  challengeChangedV1,
  {
    ...challengeChangedV1.schema.shape,
    /** Whether everybody sees it; otherwise only the members of its club do. */
    isPublic: z.boolean(),
    kind: z.enum(['TOTAL', 'BEST_TIME', 'STREAK_DAYS']),
    metric: z.enum([
      'DISTANCE',
      'MOVING_TIME',
      'ELEVATION_GAIN',
      'ACTIVITY_COUNT',
      'ACTIVE_DAYS',
      'SEGMENT_TIME',
      'TRAINING_LOAD',
    ]),
    /** The segment of a BEST_TIME. */
    segmentId: id.nullable(),
    /** What counts besides the sports. */
    rules: z.object({
      manualEntries: z.boolean(),
      minDistanceMeters: z.number().nullable(),
      place: z.enum(['ANYWHERE', 'OUTDOORS', 'INDOORS']),
      /** Of a club's challenge: whether its members alone may join. */
      membersOnly: z.boolean(),
    }),
    /** In a challenge between clubs: the number of members whose scores make the score of a club. */
    bestOfTeam: z.number().int().min(1).nullable(),
    /** Until then late uploads, edits and deletions still change the scores. */
    settlesAtMs: instantMs,
    /** The name of the badge for those who reach the target; null: the title. */
    badgeName: z.string().nullable(),
    /** Whether moderators have removed it: only who made it and those who run its club see it. Absent in events of earlier releases. */
    removed: z.boolean().optional(),
    description: z.string().nullable().optional(),
  },
  ({ isPublic, badgeName, ...data }) => ({
    ...data,
    isPublic: data.clubId === null || isPublic === true,
    kind: 'TOTAL' as const,
    segmentId: null,
    rules: { manualEntries: true, minDistanceMeters: null, place: 'ANYWHERE' as const, membersOnly: data.clubId !== null },
    bestOfTeam: null,
    settlesAtMs: data.endsAtMs,
    badgeName: badgeName ?? null,
  }),
)

/** Whether a club takes part in a challenge between clubs. */
export const challengeTeamChanged = defineEvent('challenge.team-changed', {
  challengeId: id,
  clubId: id,
  revision,
  entered: z.boolean(),
  /** Who has entered or withdrawn it. */
  byId: id,
  at: instantMs,
})

const REASONS_V1 = ['IMPOSSIBLE_SPEED', 'WRONG_SPORT', 'MOTOR_VEHICLE', 'SAME_TRACK'] as const
const activityHeldOutV1 = defineEvent('activity.held-out', {
  activityId: id,
  athleteId: id,
  revision,
  reasons: z.array(z.enum(REASONS_V1)).min(1),
  at: instantMs,
})

/** An activity counts in no club and no challenge, since it cannot have been done as it says: until it is corrected or judged. */
export const activityHeldOut = nextVersion(
  activityHeldOutV1,
  { ...activityHeldOutV1.schema.shape, reasons: z.array(z.enum([...REASONS_V1, 'E_BIKE'])).min(1) },
  (data) => data,
)

/** An organiser has decided whether an activity counts in a club, or in a challenge that is of no club. */
export const activityJudged = defineEvent('activity.judged', {
  activityId: id,
  athleteId: id,
  /** Null, as the challenge is, where the platform's staff has answered an objection: that holds wherever no organiser has decided. */
  clubId: id.nullable(),
  challengeId: id.nullable(),
  /** The name of the club, or the title of the challenge. */
  placeName: z.string(),
  counts: z.boolean(),
  at: instantMs,
})

/** The whole state of a goal of a club. */
export const clubGoalChanged = defineEvent('club-goal.changed', {
  clubGoalId: id,
  clubId: id,
  revision,
  title: z.string(),
  metric: z.string(),
  /** Empty when every sport counts. */
  sports: z.array(z.string()),
  target: z.number(),
  startsOn: z.iso.date(),
  endsOn: z.iso.date(),
  /** Whether somebody has ended it before its time. */
  ended: z.boolean(),
  at: instantMs,
})

/** The whole state of one athlete's participation in a challenge. */
export const challengeParticipationChanged = defineEvent('challenge.participation-changed', {
  challengeId: id,
  athleteId: id,
  revision,
  participating: z.boolean(),
  sharesWithBrand: z.boolean(),
  /** When the athlete joined, for the last time. Absent: older events do not say it. */
  joinedAtMs: instantMs.optional(),
  at: instantMs,
})

/** The score of an athlete after an activity was added, edited or removed. */
export const challengeScored = defineEvent('challenge.scored', {
  challengeId: id,
  athleteId: id,
  revision,
  score: z.number(),
  /** Orders the entries, the highest first. Absent: the score does. A better time is less, and no time is 0. */
  points: z.number().optional(),
  /** When the current score was reached. Among equal scores, the earlier one is first. */
  reachedAtMs: instantMs,
  completedAtMs: instantMs.nullable(),
  /** How many activities count, and how far they went as others may see it. Absent: not known since an earlier release. */
  activities: z.number().int().min(0).optional(),
  distanceMeters: z.number().min(0).optional(),
  at: instantMs,
})

/** `athleteId` was overtaken by `byAthleteId`. */
export const challengeOvertaken = defineEvent('challenge.overtaken', {
  challengeId: id,
  athleteId: id,
  byAthleteId: id,
  at: instantMs,
})

/** An athlete reached the target of this challenge for the first time. */
export const challengeCompleted = defineEvent('challenge.completed', { challengeId: id, athleteId: id, at: instantMs })

/** A challenge has begun, for those who had joined it before. One event for each page of them. */
export const challengeStarted = defineEvent('challenge.started', {
  challengeId: id,
  athleteIds: z.array(id).min(1).max(500),
  at: instantMs,
})

/** The final standing of a challenge, the best first. One event for each page of it. */
export const challengeSettled = defineEvent('challenge.settled', {
  challengeId: id,
  /** How many athletes it has in all. */
  participants: z.number().int().min(0),
  results: z
    .array(z.object({ athleteId: id, rank: z.number().int().min(1), score: z.number(), completed: z.boolean() }))
    .min(1)
    .max(500),
  at: instantMs,
})

const weekSums = z.object({
  distanceMeters: z.number(),
  movingSeconds: z.number(),
  elevationGainMeters: z.number(),
  activities: z.number().int(),
})

const goalOfDigest = <const Metric extends string>(metrics: readonly Metric[]) =>
  z.object({
    metric: z.enum(metrics),
    period: z.enum(['WEEK', 'MONTH', 'YEAR', 'ALL_TIME']),
    sports: z.array(z.string()),
    target: z.number(),
    progress: z.number(),
  })

const digestPreparedV1 = defineEvent('digest.prepared', {
  athleteId: id,
  /** The Monday on which the digest is due, YYYY-MM-DD in the athlete's time zone. */
  week: z.iso.date(),
  /** What the athlete has done in the week that has ended. */
  own: weekSums,
  /** An average week of the four before; null when nothing was done in them. */
  usual: weekSums.nullable(),
  /** As they stood at the end of the week. */
  goals: z.array(goalOfDigest(['DISTANCE', 'MOVING_TIME', 'ELEVATION_GAIN', 'ACTIVITY_COUNT'])),
  /** The next events of the athlete's clubs. */
  events: z.array(z.object({ clubEventId: id, title: z.string(), clubName: z.string(), startsAtMs: instantMs })),
  at: instantMs,
})

/** On an athlete's Monday morning: what clubs knows for the digest of the week that has ended. Emitted once for each week. */
export const digestPrepared = nextVersion(
  digestPreparedV1,
  {
    ...digestPreparedV1.schema.shape,
    goals: z.array(goalOfDigest(['DISTANCE', 'MOVING_TIME', 'ELEVATION_GAIN', 'ACTIVITY_COUNT', 'ACTIVE_DAYS'])),
  },
  (data) => data,
)

/**
 * The whole state of what an athlete has answered to one date of a club event. `answer` is null when there is none any more. The
 * revisions of all answers to a date count on from each other.
 */
export const clubEventRsvpChanged = defineEvent('club-event.rsvp-changed', {
  clubEventId: id,
  clubId: id,
  originalStartsAtMs: instantMs,
  athleteId: id,
  answer: z.enum(['GOING', 'MAYBE', 'NOT_GOING', 'WAITLISTED']).nullable(),
  /** Whether the athlete got a place for which they had waited. */
  movedUp: z.boolean(),
  revision,
  at: instantMs,
})

/** An athlete has answered to all dates of a series. What it means for each date follows in `club-event.rsvp-changed`. */
export const clubEventSeriesAnswered = defineEvent('club-event.series-answered', {
  clubEventId: id,
  clubId: id,
  athleteId: id,
  revision,
  answer: z.enum(['GOING', 'MAYBE', 'NOT_GOING']),
  guests: z.number().int().min(0),
  at: instantMs,
})

/** One date of an event, as those who are told of it know it. */
const toldDate = z.object({
  startsAtMs: instantMs,
  place: z.string().nullable(),
  cancelled: z.boolean(),
  /** Absent in events of earlier releases: none. */
  routeId: z.string().nullable().optional(),
})

/**
 * Athletes are to be told about an event of their club. Clubs decides who and when, and social writes the notifications. A notice to
 * many is several events.
 */
export const eventNoticeDue = defineEvent('club-event.notice-due', {
  /** PLACE: they have waited for a place and have one now. */
  kind: z.enum(['SCHEDULED', 'CHANGED', 'REMINDER', 'PLACE']),
  clubEventId: id,
  clubId: id,
  athleteIds: z.array(id).min(1).max(500),
  /** The date that it is about; of several the first. */
  originalStartsAtMs: instantMs,
  ...toldDate.shape,
  cancelReason: z.string().nullable(),
  /** Of CHANGED: the date as it was told before. */
  before: toldDate.nullable(),
  /** The title, where the club was deleted: then nothing else tells it any more. */
  title: z.string().optional(),
  /** Of CHANGED: how many other dates of the series have changed as well. */
  otherDates: z.number().int().min(0),
  at: instantMs,
})
