import { z } from 'zod'
import { defineEvent, id, instantMs, revision, visibility } from '../define.ts'

/** The whole public and privacy state of an account, on sign-up and on every change of it. */
export const athleteChanged = defineEvent('athlete.changed', 1, {
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
