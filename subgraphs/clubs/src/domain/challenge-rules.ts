import { z } from 'zod'
import type { ActivityDetails } from './activity-details.ts'
import type { ActivityFact } from './scoring.ts'

export type ActivityPlace = 'ANYWHERE' | 'OUTDOORS' | 'INDOORS'

/** What counts in a challenge, besides its sports and its time. */
export interface ChallengeRules {
  readonly manualEntries: boolean
  /** An activity that is shorter does not count. */
  readonly minDistanceMeters: number | null
  readonly place: ActivityPlace
  /** Of a club's challenge: whether its members alone may join. */
  readonly membersOnly: boolean
}

/** The rules of challenges that were made before there were any. */
export const PLAIN_RULES: ChallengeRules = {
  manualEntries: true,
  minDistanceMeters: null,
  place: 'ANYWHERE',
  membersOnly: true,
}

export const rulesInput = z
  .object({
    manualEntries: z
      .boolean()
      .nullish()
      .transform((counts) => counts ?? true),
    minDistanceMeters: z
      .number()
      .positive('must be above 0')
      .max(1e7, 'is more than anyone moves at once')
      .nullish()
      .transform((meters) => meters ?? null),
    place: z
      .enum(['ANYWHERE', 'OUTDOORS', 'INDOORS'])
      .nullish()
      .transform((place) => place ?? 'ANYWHERE'),
    membersOnly: z
      .boolean()
      .nullish()
      .transform((only) => only ?? true),
  })
  .nullish()
  .transform((rules) => rules ?? PLAIN_RULES)

/** Virtual activities have positions, of places that their athletes have not left home for. */
const VIRTUAL_SPORTS: readonly string[] = ['VIRTUAL_RIDE', 'VIRTUAL_RUN']

/**
 * Whether the recording of an activity has positions; null until it is known. The activity's own event may have told it, and later its
 * details.
 */
export const knownTrack = (
  { hasTrack = false, trackRevision = -1 }: ActivityFact,
  details: ActivityDetails | null,
): boolean | null => {
  const newer = details !== null && details.trackRevision >= trackRevision ? details : { hasTrack, trackRevision }
  return newer.trackRevision < 0 ? null : newer.hasTrack
}

/** Where an activity was done; null until it is known whether its recording has positions. */
const placeOf = (fact: ActivityFact, details: ActivityDetails | null): 'OUTDOORS' | 'INDOORS' | null => {
  if (VIRTUAL_SPORTS.includes(fact.sport)) return 'INDOORS'
  const hasTrack = knownTrack(fact, details)
  if (hasTrack === null) return null
  return hasTrack ? 'OUTDOORS' : 'INDOORS'
}

/** Whether an activity counts by the rules. A manual entry was done neither indoors nor outdoors, since nobody knows. */
export const followsRules = (rules: ChallengeRules, fact: ActivityFact, details: ActivityDetails | null): boolean => {
  if (!rules.manualEntries && fact.isManual === true) return false
  if (rules.minDistanceMeters !== null && fact.distanceMeters < rules.minDistanceMeters) return false
  return rules.place === 'ANYWHERE' || placeOf(fact, details) === rules.place
}
