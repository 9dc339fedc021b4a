import { notFound, requireAthlete, validInput } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import type { ClubEventRow } from '../domain/club-event.ts'
import { occurrenceId } from '../domain/occurrence.ts'
import { wishInput } from '../domain/rsvp.ts'
import type { Rsvp } from '../domain/values.ts'
import { answerDate } from './answer-date.ts'
import { putSeriesAnswer } from './answer-series.ts'
import { findClubEvent } from './show-club-events.ts'

interface RsvpArguments {
  readonly eventId: string
  readonly answer: Rsvp
  readonly occurrence?: Date | null
  readonly guests?: number | null
  readonly note?: string | null
}

/**
 * Answers to one date of an event, or to all dates of a series, as a member of its club. An answer to a series is refused when its next
 * date refuses it; of the others, those that refuse it stay as they are.
 */
export const answerEvent = async (context: Context, args: RsvpArguments): Promise<ClubEventRow> => {
  const { athleteId } = requireAthlete(context.caller)
  const { eventId, occurrence: originalStartsAt, answer, guests, note } = args
  const wish = validInput(wishInput, { answer, guests, note }, 'rsvp')
  const event = await findClubEvent(context, eventId)
  if (event === null) throw notFound('This event')
  const isOne = originalStartsAt !== null && originalStartsAt !== undefined
  const date = isOne ? occurrenceId(eventId, originalStartsAt) : (await context.loaders.nextOccurrences.load(eventId))?._id
  if (date === undefined) throw notFound('This date of the event')
  await answerDate(context, { occurrenceId: date, athleteId, wish }, context.origin)
  if (!isOne && event.recurrence) await putSeriesAnswer(context, event, { athleteId, wish }, context.origin)
  return event
}
