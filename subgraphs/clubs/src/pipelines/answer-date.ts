import { conflict, forbidden, notFound } from '@gruppetto/graph'
import type { Origin } from '@gruppetto/runtime'
import { isActive, maySeeClub } from '../domain/club.ts'
import { isCalledOff, type OccurrenceRow } from '../domain/occurrence.ts'
import { answersCloseAt, decideAnswer, rsvpId, type Wish } from '../domain/rsvp.ts'
import { reaches, type SeriesAnswerRow } from '../domain/series-answer.ts'
import type { Services } from '../services.ts'
import { changeRsvp, type NextAnswer, type Seen } from './change-rsvps.ts'
import { nextChangeOf } from './commit-rsvps.ts'

interface Answering {
  readonly occurrenceId: string
  readonly athleteId: string
  readonly wish: Wish
  /** The answer to the series by which this date is answered. What cannot be answered is left as it is then, without an error. */
  readonly series?: SeriesAnswerRow
}

/** Returns why this answer to a date is not possible now, or null when it is. */
const refusalOfDate = (occurrence: OccurrenceRow, { answer, guests }: Wish, nowMs: number): Error | null => {
  if (occurrence.overAt.getTime() <= nowMs) return conflict('This event is over.', 'EVENT_OVER')
  if (isCalledOff(occurrence)) return conflict('This event is cancelled.', 'EVENT_CANCELLED')
  if (answer === 'NOT_GOING') return null
  if (answersCloseAt(occurrence).getTime() <= nowMs) return conflict('Answers to this event are closed.', 'ANSWERS_CLOSED')
  const { guestsAllowed = 0 } = occurrence
  if (guests <= guestsAllowed) return null
  return guestsAllowed === 0
    ? conflict('Guests do not come along to this event.', 'NO_GUESTS')
    : conflict(`At most ${guestsAllowed} guests may come.`, 'TOO_MANY_GUESTS', { max: guestsAllowed })
}

/** Returns why the athlete may not give this answer in the club, or null. Nobody learns of a SECRET club in this way. */
const refusalOfAthlete = ({ club, membership }: Seen, { wish }: Answering, nowMs: number): Error | null => {
  if (club === null || !maySeeClub(club, membership)) return notFound('This event')
  if (!isActive(membership)) return forbidden('Join the club first: its members take part in its events.')
  const isMuted = (membership.mutedUntil?.getTime() ?? 0) > nowMs
  return wish.note && isMuted ? forbidden('You are muted in this club.') : null
}

const tooFewPlaces = (places: number): Error =>
  conflict(
    places === 1 ? 'There is 1 place for you and your guests.' : `There are ${places} places for you and your guests.`,
    'TOO_FEW_PLACES',
    { max: places },
  )

/** Returns the next row of an answer, null when it stays as it is, or why it is refused. */
const nextRow = (seen: Seen, answering: Answering, nowMs: number): NextAnswer => {
  const { occurrence, known } = seen
  const { athleteId, wish, series } = answering
  const refusal = refusalOfAthlete(seen, answering, nowMs) ?? refusalOfDate(occurrence, wish, nowMs)
  if (refusal !== null) return refusal
  if (series !== undefined && !reaches(series, known)) return null
  const decided = decideAnswer(occurrence, known, wish, nextChangeOf(occurrence))
  if ('tooFew' in decided) return tooFewPlaces(decided.tooFew)
  const note = wish.note === undefined ? (known?.note ?? null) : wish.note
  if (known?.answer === decided.answer && known.guests === decided.guests && known.note === note) return null
  const { _id, eventId, clubId } = occurrence
  const answeredAt = series?.answeredAt ?? new Date(nowMs)
  return { after: { _id: rsvpId(_id, athleteId), occurrenceId: _id, eventId, clubId, athleteId, ...decided, note, answeredAt } }
}

/** Writes the answer of an athlete to one date. */
export const answerDate = async (services: Services, answering: Answering, origin: Origin): Promise<void> => {
  const { occurrenceId, athleteId, series } = answering
  const next = (seen: Seen, nowMs: number) => nextRow(seen, answering, nowMs)
  const refusal = await changeRsvp(services, occurrenceId, { athleteId, origin, next })
  if (refusal !== null && series === undefined) throw refusal
}
