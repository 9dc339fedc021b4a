import { optionalLines } from '@gruppetto/graph'
import { z } from 'zod'
import type { ChallengeRow } from './challenge.ts'
import { type ActivityFact, isWhatWasJudged, PLATFORM, placeOf } from './scoring.ts'
import type { HeldOutReason } from './values.ts'

/** Where an activity is judged: in a club, in a challenge that is of no club, or everywhere, when its athlete has objected. */
export interface Place {
  /** The id of one of the two, or PLATFORM. */
  readonly placeId: string
  readonly clubId: string | null
  readonly challengeId: string | null
}

export const clubPlace = (clubId: string): Place => ({ placeId: clubId, clubId, challengeId: null })

export const challengePlace = (challenge: Pick<ChallengeRow, '_id' | 'clubId'>): Place => ({
  placeId: placeOf(challenge),
  clubId: challenge.clubId,
  challengeId: challenge.clubId === null ? challenge._id : null,
})

/** Where the platform's staff judges what an athlete has objected to. */
export const platformPlace: Place = { placeId: PLATFORM, clubId: null, challengeId: null }

/** An activity that is held out in a place, or that somebody there has flagged. */
export interface DisputeRow extends Place {
  /** `<placeId>:<activityId>` */
  readonly _id: string
  readonly activityId: string
  readonly athleteId: string
  /** Why the platform holds it out. Empty when others have flagged it. */
  readonly heldOutFor: readonly HeldOutReason[]
  readonly flaggedByIds: readonly string[]
  /** What those who flagged it have said, the first ones. */
  readonly notes: readonly string[]
  readonly openedAt: Date
  readonly isJudged: boolean
  /** Whether it counts, once it was judged. */
  readonly counts: boolean | null
  readonly judgedById: string | null
  readonly judgedAt: Date | null
  /** What the organiser has said. */
  readonly note: string | null
  /** From then on the platform's staff may judge it too. Absent in rows of earlier releases; see staffJudgesFrom. */
  readonly staffFrom?: Date
}

export const disputeId = (placeId: string, activityId: string): string => `${placeId}:${activityId}`

/** How long the organiser has for an answer. */
const ANSWER_MS = 7 * 24 * 3_600_000

/** From when the platform's staff may judge a dispute: at once when the organiser is a party, else when there is no answer for a week. */
export const staffJudgesFrom = ({ staffFrom, openedAt }: Pick<DisputeRow, 'staffFrom' | 'openedAt'>): Date =>
  staffFrom ?? new Date(openedAt.getTime() + ANSWER_MS)

/**
 * Whether a member of the staff may judge a dispute: one whose organiser is a party or has not answered, but not as a party themselves;
 * and again what they have judged.
 */
export const mayStaffJudge = (dispute: DisputeRow, athleteId: string, nowMs: number): boolean =>
  dispute.isJudged
    ? dispute.judgedById === athleteId
    : !dispute.flaggedByIds.includes(athleteId) && staffJudgesFrom(dispute).getTime() <= nowMs

/** `organiserId` is the maker of a challenge that is of no club; a club has more than one who may judge. */
export const newDispute = (
  { placeId, clubId, challengeId }: Place,
  fact: ActivityFact,
  nowMs: number,
  organiserId: string | null = null,
): DisputeRow => ({
  _id: disputeId(placeId, fact._id),
  placeId,
  clubId,
  challengeId,
  activityId: fact._id,
  athleteId: fact.athleteId,
  heldOutFor: fact.heldOut ?? [],
  flaggedByIds: [],
  notes: [],
  openedAt: new Date(nowMs),
  isJudged: false,
  counts: null,
  judgedById: null,
  judgedAt: null,
  note: null,
  staffFrom: new Date(organiserId === fact.athleteId || organiserId === '' ? nowMs : nowMs + ANSWER_MS),
})

const MOST_FLAGS = 50
const MOST_NOTES = 10

interface Flag {
  readonly athleteId: string
  readonly note: string | null
  /** Whether the athlete would have to judge it, and so has become a party. */
  readonly isOrganiser: boolean
  readonly at: Date
}

/** Returns the dispute with one more flag; null when the athlete has flagged it before, or it was judged. */
export const addFlag = (dispute: DisputeRow, { athleteId, note, isOrganiser, at }: Flag): DisputeRow | null => {
  const { flaggedByIds, notes, isJudged } = dispute
  if (isJudged || flaggedByIds.includes(athleteId) || flaggedByIds.length >= MOST_FLAGS) return null
  return {
    ...dispute,
    ...(isOrganiser && { staffFrom: at }),
    flaggedByIds: [...flaggedByIds, athleteId],
    notes: note === null || notes.length >= MOST_NOTES ? notes : [...notes, note],
  }
}

/** An athlete's objection to how the platform has judged an own activity. The staff may answer it at once. */
export const newObjection = (fact: ActivityFact, note: string | null, nowMs: number): DisputeRow => ({
  ...newDispute(platformPlace, fact, nowMs),
  notes: note === null ? [] : [note],
  staffFrom: new Date(nowMs),
})

export const noteInput = z.object({ note: optionalLines(500) })

/** Whether a new state of an activity leaves its disputes behind: it was corrected or deleted. */
export const isSettled = (before: ActivityFact, after: ActivityFact): boolean => after.deleted || !isWhatWasJudged(before, after)

/** Whether the platform holds an activity out from now on, or for other reasons than before. */
export const isNewlyHeldOut = (before: ActivityFact | null, { heldOut = [] }: ActivityFact): boolean =>
  heldOut.length > 0 && heldOut.join() !== before?.heldOut?.join()
