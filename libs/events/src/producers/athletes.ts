import { z } from 'zod'
import { defineEvent, id, instantMs, revision, visibility } from '../define.ts'

/** The whole public and privacy state of an account, on sign-up and on every change of it. */
export const athleteChanged = defineEvent('athlete.changed', {
  athleteId: id,
  revision,
  handle: z.string(),
  displayName: z.string(),
  avatarUrl: z.string().nullable(),
  country: z.string().nullable(),
  timeZone: z.string(),
  /** Who sees more than the card. */
  profileVisibility: visibility,
  /** What an activity gets when its upload names no visibility. */
  defaultActivityVisibility: visibility,
  /** Followers must be approved. */
  isPrivate: z.boolean(),
  deleted: z.boolean(),
  at: instantMs,
})

const known = z.number().nullable()

/** Everything an athlete's activities are measured with, each entry from its day on; the whole history, oldest first. */
export const trainingProfileChanged = defineEvent('athlete.training-profile-changed', {
  athleteId: id,
  revision,
  profiles: z.array(
    z.object({
      /** The athlete's day, YYYY-MM-DD; no two entries share one. */
      effectiveFrom: z.string(),
      birthYear: known,
      sex: z.enum(['FEMALE', 'MALE', 'OTHER']).nullable(),
      weightKg: known,
      maxHeartRateBpm: known,
      restingHeartRateBpm: known,
      lactateThresholdHeartRateBpm: known,
      functionalThresholdPowerWatts: known,
      /** Absent before running had a threshold of its own. */
      runningThresholdPowerWatts: known.optional(),
      thresholdSpeedMps: known,
    }),
  ),
  at: instantMs,
})

/** What others may not see of an athlete's recordings; the whole state. */
export const privacyChanged = defineEvent('athlete.privacy-changed', {
  athleteId: id,
  revision,
  hideHeartRate: z.boolean(),
  /** Metres along the route that are hidden at each end; 0 hides nothing. */
  hideStartEndMeters: z.number().min(0),
  /** The circles that cut: each is moved away from the place it protects and holds it. The place itself never leaves athletes. */
  zones: z.array(z.object({ zoneId: id, latitude: z.number(), longitude: z.number(), radiusMeters: z.number() })),
  at: instantMs,
})
