import type { EventData } from '@gruppetto/events'
import { linesText } from '@gruppetto/graph'
import { z } from 'zod'
import { MOST_GUESTS } from './club-event.ts'
import type { OccurrenceRow } from './occurrence.ts'
import type { Rsvp } from './values.ts'

/** What somebody has answered to one date of an event. */
export interface RsvpRow {
  /** See `rsvpId`. */
  readonly _id: string
  readonly occurrenceId: string
  readonly eventId: string
  readonly clubId: string
  readonly athleteId: string
  readonly answer: Rsvp
  /** How many come along with the athlete. Each needs a place too. */
  readonly guests: number
  /** For those who run the event. */
  readonly note: string | null
  /** The place among those with the same answer, and so in the waiting list: the number of the change that gave the answer. */
  readonly turn: number
  readonly answeredAt: Date
  /** The number of the last change; see `changesOfAnswers` of the occurrence. */
  readonly revision: number
}

export const rsvpId = (occurrenceId: string, athleteId: string): string => `${occurrenceId}:${athleteId}`

/** The answers that an athlete gives. WAITLISTED is what becomes of GOING while all places are taken. */
export type GivenAnswer = Exclude<Rsvp, 'WAITLISTED'>

export interface Wish {
  readonly answer: GivenAnswer
  readonly guests: number
  /** Undefined keeps the note. */
  readonly note: string | null | undefined
}

export const wishInput = z
  .object({
    answer: z.enum(['GOING', 'MAYBE', 'NOT_GOING'], 'is given by the event while all places are taken: answer GOING'),
    guests: z
      .number()
      .int()
      .min(0, 'must be at least 0')
      .max(MOST_GUESTS, `must be at most ${MOST_GUESTS}`)
      .nullish()
      .transform((guests) => guests ?? 0),
    note: linesText(0, 300)
      .nullish()
      .transform((note) => (note === undefined ? undefined : note || null)),
  })
  .refine(({ answer, guests }) => guests === 0 || answer === 'GOING', {
    path: ['guests'],
    message: 'come only with GOING',
  })

/** How many places an answer takes or waits for. */
export const partyOf = ({ guests }: Pick<RsvpRow, 'guests'>): number => 1 + guests

export const freePlaces = ({ capacity, goingCount }: Pick<OccurrenceRow, 'capacity' | 'goingCount'>): number =>
  capacity === null || capacity === undefined ? Number.POSITIVE_INFINITY : Math.max(0, capacity - goingCount)

/** When answers close. Who is going can still say that they are not. */
export const answersCloseAt = ({
  startsAt,
  overAt,
  answersCloseMinutes = null,
}: Pick<OccurrenceRow, 'startsAt' | 'overAt' | 'answersCloseMinutes'>): Date =>
  answersCloseMinutes === null ? overAt : new Date(startsAt.getTime() - answersCloseMinutes * 60_000)

type Answered = Pick<RsvpRow, 'answer' | 'guests' | 'turn'>

/**
 * Decides what becomes of an answer. Who is going, or waits, keeps the place with another number of guests. Returns how many places are
 * free when they are too few for guests whom somebody who is going wants to add, or when the event has too few for all of them.
 */
export const decideAnswer = (
  occurrence: Pick<OccurrenceRow, 'capacity' | 'goingCount'>,
  known: Answered | null,
  wish: Pick<Wish, 'answer' | 'guests'>,
  turn: number,
): Answered | { readonly tooFew: number } => {
  const { answer, guests } = wish
  if (answer !== 'GOING') return { answer, guests: 0, turn: known?.answer === answer ? known.turn : turn }
  const isGoing = known?.answer === 'GOING'
  if (isGoing && guests <= known.guests) return { answer, guests, turn: known.turn }
  const { capacity = null } = occurrence
  if (capacity !== null && partyOf(wish) > capacity) return { tooFew: capacity }
  const free = freePlaces(occurrence) + (isGoing ? partyOf(known) : 0)
  if (partyOf(wish) <= free) return { answer, guests, turn: isGoing ? known.turn : turn }
  if (isGoing) return { tooFew: free }
  return { answer: 'WAITLISTED', guests, turn: known?.answer === 'WAITLISTED' ? known.turn : turn }
}

/** How many places an answer takes, and how many it waits for. */
export const placesOf = (
  row: Pick<RsvpRow, 'answer' | 'guests'> | null,
): { readonly going: number; readonly waiting: number } => ({
  going: row?.answer === 'GOING' ? partyOf(row) : 0,
  waiting: row?.answer === 'WAITLISTED' ? partyOf(row) : 0,
})

/**
 * Returns those who get a place, in the order in which they wait. Who needs more places than are left goes on waiting, and who waits
 * behind and needs fewer goes first, so that no place stays free while somebody waits who would take it.
 */
export const moveUp = <Row extends Pick<RsvpRow, 'guests'>>(waiting: readonly Row[], free: number): readonly Row[] => {
  let left = free
  return waiting.filter((row) => {
    const fits = partyOf(row) <= left
    if (fits) left -= partyOf(row)
    return fits
  })
}

/** `answer` is null when the athlete has no answer any more. */
export const rsvpState = (
  occurrence: Pick<OccurrenceRow, '_id' | 'eventId' | 'clubId' | 'originalStartsAt'>,
  row: Pick<RsvpRow, 'athleteId' | 'revision'> & { readonly answer: Rsvp | null },
  movedUp: boolean,
  nowMs: number,
): EventData<'club-event.rsvp-changed'> => ({
  clubEventId: occurrence.eventId,
  clubId: occurrence.clubId,
  originalStartsAtMs: occurrence.originalStartsAt.getTime(),
  athleteId: row.athleteId,
  answer: row.answer,
  movedUp,
  revision: row.revision,
  at: nowMs,
})
