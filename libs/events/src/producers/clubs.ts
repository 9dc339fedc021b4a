import { z } from 'zod'
import { defineEvent, id, instantMs, revision } from '../define.ts'

/** The whole state of one membership. */
export const clubMembershipChanged = defineEvent('club.membership-changed', {
  clubId: id,
  athleteId: id,
  revision,
  status: z.enum(['ACTIVE', 'REQUESTED', 'NONE']),
  role: z.enum(['OWNER', 'ADMIN', 'MODERATOR', 'MEMBER']),
  at: instantMs,
})

/** The whole state of a club's event. */
export const clubEventChanged = defineEvent('club-event.changed', {
  clubEventId: id,
  clubId: id,
  revision,
  createdById: id,
  /** Whether others than the club's members see it. */
  isPublic: z.boolean(),
  title: z.string(),
  sport: z.string().nullable(),
  startsAtMs: instantMs,
  endsAtMs: instantMs.nullable(),
  /** endsAtMs, or where there is none when it counts as over. */
  overAtMs: instantMs,
  timeZone: z.string(),
  place: z.string().nullable(),
  isVirtual: z.boolean(),
  cancelled: z.boolean(),
  /** What was said of the cancelling. */
  cancelReason: z.string().nullable(),
  at: instantMs,
})

/** The whole state of a challenge. */
export const challengeChanged = defineEvent('challenge.changed', {
  challengeId: id,
  revision,
  createdById: id,
  clubId: id.nullable(),
  /** Of a club's challenge: whether others than its members see it. Absent: they do not. */
  isPublic: z.boolean().optional(),
  title: z.string(),
  metric: z.enum(['DISTANCE', 'MOVING_TIME', 'ELEVATION_GAIN', 'ACTIVITY_COUNT']),
  sports: z.array(z.string()),
  target: z.number().nullable(),
  startsAtMs: instantMs,
  endsAtMs: instantMs,
  cancelled: z.boolean(),
  at: instantMs,
})

/** The whole state of one athlete's part in a challenge. */
export const challengeParticipationChanged = defineEvent('challenge.participation-changed', {
  challengeId: id,
  athleteId: id,
  revision,
  participating: z.boolean(),
  sharesWithBrand: z.boolean(),
  at: instantMs,
})

/** An athlete's score after an activity was added, edited or taken away. */
export const challengeScored = defineEvent('challenge.scored', {
  challengeId: id,
  athleteId: id,
  revision,
  score: z.number(),
  /** When the present score was reached: the earlier stands first among equals. */
  reachedAtMs: instantMs,
  completedAtMs: instantMs.nullable(),
  at: instantMs,
})

/** `athleteId` was passed by `byAthleteId`. */
export const challengeOvertaken = defineEvent('challenge.overtaken', {
  challengeId: id,
  athleteId: id,
  byAthleteId: id,
  at: instantMs,
})

/** An athlete reached the target, for the first time in this challenge. */
export const challengeCompleted = defineEvent('challenge.completed', { challengeId: id, athleteId: id, at: instantMs })
