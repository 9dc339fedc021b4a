import { broken, issue, linesText, lineText, refusal, withoutStrayJoiners } from '@gruppetto/graph'
import { z } from 'zod'
import { HANDLE_EXPECTED, isHandle, isReservedHandle, normalisedHandle } from './handles.ts'
import { passwordProblem } from './passwords.ts'
import type { Persona, Sport, Units, Visibility } from './vocabulary.ts'

const MAY_NOT_CLEAR = 'cannot be cleared'

/** A new handle. `own` is the one that the athlete has, which today's rules for new ones may refuse. */
const handleInput = (own: string | null) =>
  z
    .string({ error: MAY_NOT_CLEAR })
    .transform(normalisedHandle)
    .refine((value) => value === own || isHandle(value), refusal(broken('WRONG_FORMAT', HANDLE_EXPECTED, { format: 'Handle' })))
    .refine((value) => value === own || !isReservedHandle(value), refusal(broken('RESERVED', 'is reserved')))

const name = lineText(1, 60, MAY_NOT_CLEAR)

/** A name that others see beside their own. What cannot be seen must not make two names differ. */
const displayName = name.transform(withoutStrayJoiners)

const clearable = (text: ReturnType<typeof lineText>) =>
  text
    .transform((value) => (value === '' ? null : value))
    .nullable()
    .optional()

// GraphQL has checked the value. Only null, which the schema allows, must be refused here.
const chosen = <Value>() => z.custom<Value>((value) => value !== null, refusal(broken('REQUIRED', MAY_NOT_CLEAR))).optional()

/** A number from `min` to `max`, inclusive. */
export const between = (min: number, max: number) =>
  z
    .number({ error: MAY_NOT_CLEAR })
    .refine((value) => value >= min && value <= max, refusal(broken('OUT_OF_RANGE', `must be ${min} to ${max}`, { min, max })))

export const signUpInput = z.object({
  email: z.string(),
  password: z.string().superRefine((password, context) => {
    const problem = passwordProblem(password)
    if (problem !== null) context.addIssue(issue(problem))
  }),
  handle: handleInput(null),
  displayName,
  timeZone: z.string().nullish(),
  units: z.custom<Units>().nullish(),
  persona: z.custom<Persona>().nullish(),
})

export const signInInput = z.object({
  email: z.string(),
  password: z.string(),
  device: clearable(lineText(0, 100)),
  restore: z.boolean().nullish(),
})

/** The input of `updateProfile` from the athlete who has the handle `own`. Clients may send all fields of a form, changed or not. */
export const profilePatch = (own: string) =>
  z.object({
    handle: handleInput(own).optional(),
    displayName: displayName.optional(),
    bio: clearable(linesText(0, 1000)),
    avatarPhotoId: z.string().nullish(),
    avatarUrl: z.string().nullish(),
    city: clearable(lineText(0, 100)),
    country: clearable(lineText(0, 60)),
    favouriteSports: z
      .custom<readonly Sport[]>()
      .nullish()
      .transform((sports) => (sports === undefined ? undefined : [...new Set(sports ?? [])])),
    timeZone: chosen<string>(),
    units: chosen<Units>(),
    persona: z.custom<Persona>().nullish(),
  })
export type ProfilePatch = z.infer<ReturnType<typeof profilePatch>>

export const privacyPatch = z.object({
  profile: chosen<Visibility>(),
  defaultActivityVisibility: chosen<Visibility>(),
  approveFollowers: chosen<boolean>(),
  hideHeartRate: chosen<boolean>(),
  hideStartEndMeters: between(0, 2_000).optional(),
  suggestMe: chosen<boolean>(),
  recordingsForStatistics: chosen<boolean>(),
  nudgeMe: chosen<boolean>(),
})
export type PrivacyPatch = z.infer<typeof privacyPatch>

export const privacyZoneInput = z.object({
  label: name,
  latitude: between(-90, 90),
  longitude: between(-180, 180),
  radiusMeters: between(50, 2_000),
})
