import { z } from 'zod'
import { defineEvent, id, instantMs, revision, visibility } from '../define.ts'

/** The whole public and privacy state of an account. Emitted on sign-up and on every change. */
export const athleteChanged = defineEvent('athlete.changed', {
  athleteId: id,
  revision,
  handle: z.string(),
  displayName: z.string(),
  avatarUrl: z.string().nullable(),
  country: z.string().nullable(),
  timeZone: z.string(),
  /** Who may see more than the card. */
  profileVisibility: visibility,
  /** The visibility of an activity whose upload does not name one. */
  defaultActivityVisibility: visibility,
  /** Whether followers must be approved. */
  isPrivate: z.boolean(),
  /** Whether the account is closed. It may be opened again. */
  deleted: z.boolean(),
  /** Absent in events from before addresses were verified; those accounts count as verified. */
  emailVerified: z.boolean().optional(),
  /** Until then the athlete may only read. It may lie in the past. */
  suspendedUntil: instantMs.nullable().optional(),
  /** Chosen by the athlete, or inferred. */
  persona: z.enum(['SOLO_ATHLETE', 'SOCIAL_ENTHUSIAST', 'CLUB_MANAGER', 'DATA_NERD']).optional(),
  /** Whether the athlete may be suggested to others. Absent means yes. */
  suggestible: z.boolean().optional(),
  /** Whether friends may be told that the athlete has not been out for two weeks. Absent means yes. */
  nudgeable: z.boolean().optional(),
  /** Handles that the athlete gave up, in lower case, and until when each still leads to the athlete. */
  formerHandles: z.array(z.object({ handle: z.string(), untilMs: instantMs })).optional(),
  at: instantMs,
})

/**
 * The account has another mail address, or its first one. Whoever has to know whether two accounts are one person's compares the keys,
 * also after an account was erased; nobody can read the address from one.
 */
export const addressChanged = defineEvent('athlete.address-changed', {
  athleteId: id,
  revision,
  /** A hash of the address, keyed with the platform's secret. Addresses that reach the same mailbox mostly have the same key. */
  addressKey: z.string().min(1).max(100),
  at: instantMs,
})

const known = z.number().nullable()

/** Every value that an athlete's activities are measured with, each valid from its day on. Carries the whole history, oldest first. */
export const trainingProfileChanged = defineEvent('athlete.training-profile-changed', {
  athleteId: id,
  revision,
  profiles: z.array(
    z.object({
      /** The athlete's local day, YYYY-MM-DD. Each entry has another day. */
      effectiveFrom: z.string(),
      birthYear: known,
      sex: z.enum(['FEMALE', 'MALE', 'OTHER']).nullable(),
      weightKg: known,
      maxHeartRateBpm: known,
      restingHeartRateBpm: known,
      lactateThresholdHeartRateBpm: known,
      functionalThresholdPowerWatts: known,
      /** Absent in events from before running had its own threshold. */
      runningThresholdPowerWatts: known.optional(),
      thresholdSpeedMps: known,
    }),
  ),
  at: instantMs,
})

/** What other people may not see of an athlete's recordings. Carries the whole state. */
export const privacyChanged = defineEvent('athlete.privacy-changed', {
  athleteId: id,
  revision,
  hideHeartRate: z.boolean(),
  /** Metres hidden at each end of a route; 0 hides nothing. */
  hideStartEndMeters: z.number().min(0),
  /**
   * The circles that hide parts of a route. Each circle contains the protected place but is not centred on it. The place itself
   * never leaves athletes.
   */
  zones: z.array(z.object({ zoneId: id, latitude: z.number(), longitude: z.number(), radiusMeters: z.number() })),
  /** Whether recordings are given for statistics. Absent from before one could say so, which is no. */
  recordingsForStatistics: z.boolean().optional(),
  at: instantMs,
})

const badge = {
  athleteId: id,
  /** Of a rule, or `challenge.<id>` for the badge of a challenge. */
  badgeKey: z.string().min(1).max(100),
  name: z.string(),
  /** The activity that earned it; null when something else did, or when it counts no more. */
  activityId: id.nullable(),
  /** The challenge that the badge belongs to. */
  challengeId: id.nullable(),
  /** Rises with every change of the athlete's badges. */
  revision,
}

/** An athlete got a badge, or a wider audience sees it from now on. */
export const badgeAwarded = defineEvent('badge.awarded', {
  ...badge,
  /** Who may see that the athlete has it. An activity that is hidden from others may earn a badge for its athlete alone. */
  audience: visibility,
  /** False when the athlete had it before and only the audience is wider. */
  isNew: z.boolean(),
  /** True when what earned it is older than a day, so that nobody is told. */
  isQuiet: z.boolean(),
  /** How many further badges the same cause has brought; null for those that are told of together with another. */
  others: z.number().int().min(0).nullable().optional(),
  at: instantMs,
})

/** What earned a badge was edited or deleted, so the athlete has it no more, or fewer people see it. */
export const badgeTakenBack = defineEvent('badge.taken-back', {
  ...badge,
  /** Who still sees it; null when the athlete has it no more. */
  audience: visibility.nullable(),
  at: instantMs,
})

/** A streak ends with this day unless the athlete does something. Emitted once a day, in the evening of the athlete's zone. */
export const streakAtRisk = defineEvent('streak.at-risk', {
  athleteId: id,
  unit: z.enum(['DAYS', 'WEEKS']),
  /** The days or weeks in a row so far. */
  count: z.number().int().min(1),
  /** The athlete's day, YYYY-MM-DD. */
  day: z.iso.date(),
  at: instantMs,
})

/**
 * What `streak.at-risk` has said of a day holds no more: there was activity, ten cheers, a freeze or a pause, or the streak is gone with an activity
 * that was deleted. Emitted where somebody may have been reminded, and at most a few times a day.
 */
export const streakSettled = defineEvent('streak.settled', {
  athleteId: id,
  /** The athlete's day, YYYY-MM-DD. */
  day: z.iso.date(),
  at: instantMs,
})

/** The version of the model that has decided; null where the plain rule has, since there was no model to be used. */
const modelVersion = z.number().int().min(1).nullable()

/**
 * The hour of the day at which an athlete is to be reminded of a streak that ends with this day, if nothing has happened until then. Emitted in the
 * morning of the day.
 */
export const reminderPlanned = defineEvent('reminder.planned', {
  athleteId: id,
  /** The athlete's day, YYYY-MM-DD. */
  day: z.iso.date(),
  unit: z.enum(['DAYS', 'WEEKS']),
  count: z.number().int().min(1),
  /** 0 to 23, in the athlete's zone. */
  hour: z.number().int().min(0).max(23),
  /** Of the model `reminder-hour`. */
  modelVersion,
  /** How likely the model takes it that the streak is kept, with a reminder at this hour: 0 to 1. */
  chance: z.number().min(0).max(1).nullable(),
  at: instantMs,
})

/**
 * An athlete has not been out for two weeks, and it was considered whether a friend's word would be welcome. Emitted once in each such time, and
 * never about who does not want it, pauses, is private, or was out without others seeing it.
 */
export const nudgeConsidered = defineEvent('nudge.considered', {
  athleteId: id,
  /** The last day with an activity, YYYY-MM-DD, in the athlete's zone. */
  lastDay: z.iso.date(),
  isWanted: z.boolean(),
  /** Of the model `nudge`. */
  modelVersion,
  /** How likely the model takes it that the athlete comes back within two weeks, alone and with a friend's word: 0 to 1. */
  chanceAlone: z.number().min(0).max(1).nullable(),
  chanceNudged: z.number().min(0).max(1).nullable(),
  at: instantMs,
})

/** The whole state of a photo. Only a READY one is shown. */
export const photoChanged = defineEvent('photo.changed', {
  photoId: id,
  athleteId: id,
  revision,
  status: z.enum(['AWAITING_FILE', 'READY', 'FAILED', 'DELETED']),
  /** What is wrong with a FAILED one. */
  failure: z.string().nullable(),
  /** Of the largest size; null until it is READY. */
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  caption: z.string().nullable(),
  createdAtMs: instantMs,
  /** True while the platform's staff keeps it from everybody. */
  removed: z.boolean().optional(),
  at: instantMs,
})

/** The bytes of a photo have arrived and nobody has reported it: a sweep found them. */
export const photoReceived = defineEvent('photo.received', { photoId: id, athleteId: id })

/** Sessions that an athlete, or the platform, has ended before they expired. */
export const sessionsEnded = defineEvent('sessions.ended', { athleteId: id, sessionIds: z.array(id), at: instantMs })

/**
 * Somebody has asked to reset the password of an address. The address is in the request, which only athletes reads: it may be
 * anybody's.
 */
export const passwordResetRequested = defineEvent('password-reset.requested', { requestId: id, at: instantMs })
