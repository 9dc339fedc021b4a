import { conflict, forbidden, notFound } from '@gruppetto/graph'
import type { Origin, Tx } from '@gruppetto/runtime'
import { isActive, maySeeClub } from '../domain/club.ts'
import { isCalledOff, type OccurrenceRow } from '../domain/occurrence.ts'
import { answersCloseAt, decideAnswer, type RsvpRow, rsvpId, type Wish } from '../domain/rsvp.ts'
import { reaches, type SeriesAnswerRow } from '../domain/series-answer.ts'
import type { Services } from '../services.ts'
import { commitRsvps, nextChangeOf } from './commit-rsvps.ts'

interface Answering {
  readonly occurrenceId: string
  readonly athleteId: string
  readonly wish: Wish
  /** The answer to the series by which this date is answered. What cannot be answered is left as it is then, without an error. */
  readonly series?: SeriesAnswerRow
}

/** Returns why this answer to a date is not possible now, or null when it is. */
const refusalOfDate = (occurrence: OccurrenceRow, { answer, guests }: Wish, nowMs: number): Error | null => {
  if (occurrence.overAt.getTime() <= nowMs) return conflict('This event is over.')
  if (isCalledOff(occurrence)) return conflict('This event is cancelled.')
  if (answer === 'NOT_GOING') return null
  if (answersCloseAt(occurrence).getTime() <= nowMs) return conflict('Answers to this event are closed.')
  const { guestsAllowed = 0 } = occurrence
  if (guests <= guestsAllowed) return null
  return conflict(guestsAllowed === 0 ? 'Guests do not come along to this event.' : `At most ${guestsAllowed} guests may come.`)
}

/** Returns why the athlete may not give this answer in the club, or null. Nobody learns of a SECRET club in this way. */
const refusalOfAthlete = async ({ stores }: Services, clubId: string, answering: Answering, nowMs: number, tx: Tx) => {
  const club = await stores.clubs.get(clubId, tx)
  const membership = await stores.memberships.get(clubId, answering.athleteId, tx)
  if (club === null || !maySeeClub(club, membership)) return notFound('This event')
  if (!isActive(membership)) return forbidden('Join the club first: its members take part in its events.')
  const isMuted = (membership.mutedUntil?.getTime() ?? 0) > nowMs
  return answering.wish.note && isMuted ? forbidden('You are muted in this club.') : null
}

const tooFewPlaces = (places: number): Error =>
  conflict(places === 1 ? 'There is 1 place for you and your guests.' : `There are ${places} places for you and your guests.`)

/** Returns the next row of an answer, null when it stays as it is, or why it is refused. */
const nextRow = (occurrence: OccurrenceRow, known: RsvpRow | null, answering: Answering, nowMs: number) => {
  const { athleteId, wish, series } = answering
  if (series !== undefined && !reaches(series, known)) return null
  const decided = decideAnswer(occurrence, known, wish, nextChangeOf(occurrence))
  if ('tooFew' in decided) return tooFewPlaces(decided.tooFew)
  const note = wish.note === undefined ? (known?.note ?? null) : wish.note
  if (known?.answer === decided.answer && known.guests === decided.guests && known.note === note) return null
  const { _id, eventId, clubId } = occurrence
  const answeredAt = series?.answeredAt ?? new Date(nowMs)
  return { _id: rsvpId(_id, athleteId), occurrenceId: _id, eventId, clubId, athleteId, ...decided, note, answeredAt }
}

/** Writes the answer of an athlete to one date. */
export const answerDate = (services: Services, answering: Answering, origin: Origin): Promise<void> => {
  const { database, lanes, runtime, stores } = services
  const write = async (tx: Tx): Promise<Error | null> => {
    const nowMs = runtime.now()
    const occurrence = await stores.occurrences.get(answering.occurrenceId, tx)
    if (occurrence === null) return notFound('This date of the event')
    const refusal =
      (await refusalOfAthlete(services, occurrence.clubId, answering, nowMs, tx)) ??
      refusalOfDate(occurrence, answering.wish, nowMs)
    if (refusal !== null) return refusal
    const known = await stores.rsvps.get(occurrence._id, answering.athleteId, tx)
    const after = nextRow(occurrence, known, answering, nowMs)
    if (after === null || after instanceof Error) return after
    await commitRsvps(services, occurrence, [{ before: known, after }], tx)
    return null
  }
  return lanes.run(answering.occurrenceId, async () => {
    const refusal = await database.transact(write, origin)
    if (refusal !== null && answering.series === undefined) throw refusal
  })
}
