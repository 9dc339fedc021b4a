import { conflict, forbidden, notFound, requireAthlete, validInput } from '@gruppetto/graph'
import type { Origin, Tx } from '@gruppetto/runtime'
import type { Context } from '../context.ts'
import { isActive, type MembershipRow } from '../domain/club.ts'
import type { ClubEventRow } from '../domain/club-event.ts'
import { isCalledOff, type OccurrenceRow, occurrenceId } from '../domain/occurrence.ts'
import { answersCloseAt, decideAnswer, type RsvpRow, rsvpId, type Wish, wishInput } from '../domain/rsvp.ts'
import type { Rsvp } from '../domain/values.ts'
import type { Services } from '../services.ts'
import { commitRsvps, nextChangeOf } from './commit-rsvps.ts'
import { requireSeenClub } from './require-club.ts'
import { findClubEvent } from './show-club-events.ts'

/** Throws CONFLICT when this answer to the date is not possible now. */
const requireAnswerable = (occurrence: OccurrenceRow, { answer, guests }: Wish, nowMs: number): void => {
  if (occurrence.overAt.getTime() <= nowMs) throw conflict('This event is over.')
  if (isCalledOff(occurrence)) throw conflict('This event is cancelled.')
  if (answer === 'NOT_GOING') return
  if (answersCloseAt(occurrence).getTime() <= nowMs) throw conflict('Answers to this event are closed.')
  const { guestsAllowed = 0 } = occurrence
  if (guests > guestsAllowed) {
    throw conflict(guestsAllowed === 0 ? 'Guests do not come along to this event.' : `At most ${guestsAllowed} guests may come.`)
  }
}

const tooFewPlaces = (places: number): Error =>
  conflict(places === 1 ? 'There is 1 place for you and your guests.' : `There are ${places} places for you and your guests.`)

interface Answering {
  readonly occurrenceId: string
  readonly athleteId: string
  readonly wish: Wish
}

/** Returns the row of an answer, or null when it stays as it is. */
const nextRow = (occurrence: OccurrenceRow, known: RsvpRow | null, { athleteId, wish }: Answering, nowMs: number) => {
  const decided = decideAnswer(occurrence, known, wish, nextChangeOf(occurrence))
  if ('tooFew' in decided) throw tooFewPlaces(decided.tooFew)
  const note = wish.note === undefined ? (known?.note ?? null) : wish.note
  if (known?.answer === decided.answer && known.guests === decided.guests && known.note === note) return null
  const { _id, eventId, clubId } = occurrence
  return {
    _id: rsvpId(_id, athleteId),
    occurrenceId: _id,
    eventId,
    clubId,
    athleteId,
    ...decided,
    note,
    answeredAt: new Date(nowMs),
  }
}

/** Returns the caller's club membership. Throws when the caller may not answer to events of the club. */
const requireMember = async (services: Services, clubId: string, athleteId: string, tx: Tx): Promise<MembershipRow> => {
  const { membership } = await requireSeenClub(services, clubId, athleteId, tx)
  if (!isActive(membership)) throw forbidden('Join the club first: its members take part in its events.')
  return membership
}

/** Writes the answer of an athlete to one date. */
export const answerDate = (services: Services, answering: Answering, origin: Origin): Promise<void> => {
  const { database, lanes, runtime, stores } = services
  const { athleteId, wish } = answering
  const write = async (tx: Tx): Promise<void> => {
    const nowMs = runtime.now()
    const occurrence = await stores.occurrences.get(answering.occurrenceId, tx)
    if (occurrence === null) throw notFound('This date of the event')
    const { mutedUntil } = await requireMember(services, occurrence.clubId, athleteId, tx)
    requireAnswerable(occurrence, wish, nowMs)
    if (wish.note && (mutedUntil?.getTime() ?? 0) > nowMs) throw forbidden('You are muted in this club.')
    const known = await stores.rsvps.get(occurrence._id, athleteId, tx)
    const after = nextRow(occurrence, known, answering, nowMs)
    if (after !== null) await commitRsvps(services, occurrence, [{ before: known, after }], tx)
  }
  return lanes.run(answering.occurrenceId, () => database.transact(write, origin))
}

interface RsvpArguments {
  readonly eventId: string
  readonly answer: Rsvp
  readonly occurrence?: Date | null
  readonly guests?: number | null
  readonly note?: string | null
}

/** Answers to an event as a member of its club. */
export const answerEvent = async (context: Context, args: RsvpArguments): Promise<ClubEventRow> => {
  const { athleteId } = requireAthlete(context.caller)
  const { eventId, occurrence: originalStartsAt, answer, guests, note } = args
  const wish = validInput(wishInput, { answer, guests, note }, 'rsvp')
  const event = await findClubEvent(context, eventId)
  if (event === null) throw notFound('This event')
  const date = originalStartsAt
    ? occurrenceId(eventId, originalStartsAt)
    : (await context.loaders.nextOccurrences.load(eventId))?._id
  if (date === undefined) throw notFound('This date of the event')
  await answerDate(context, { occurrenceId: date, athleteId, wish }, context.origin)
  return event
}
