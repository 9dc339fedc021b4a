import { type Origin, portions, SYSTEM } from '@gruppetto/runtime'
import type { ClubEventRow } from '../domain/club-event.ts'
import type { OccurrenceRow } from '../domain/occurrence.ts'
import type { Wish } from '../domain/rsvp.ts'
import { type SeriesAnswerRow, seriesAnswerId, seriesAnswerState } from '../domain/series-answer.ts'
import type { Services } from '../services.ts'
import { answerDate } from './answer-date.ts'

const ROWS_AT_ONCE = 200

/** Keeps an answer to all dates of a series. A worker gives it to each of them. */
export const putSeriesAnswer = async (
  { database, runtime, stores }: Services,
  event: ClubEventRow,
  { athleteId, wish }: { readonly athleteId: string; readonly wish: Wish },
  origin: Origin,
): Promise<SeriesAnswerRow> =>
  database.transact(async (tx) => {
    const known = await stores.seriesAnswers.get(event._id, athleteId, tx)
    const row: SeriesAnswerRow = {
      _id: seriesAnswerId(event._id, athleteId),
      eventId: event._id,
      clubId: event.clubId,
      athleteId,
      answer: wish.answer,
      guests: wish.guests,
      answeredAt: new Date(runtime.now()),
      revision: (known?.revision ?? 0) + 1,
    }
    await stores.seriesAnswers.put(row, tx)
    tx.emit('club-event.series-answered', seriesAnswerState(row))
    return row
  }, origin)

/** Gives an answer to a series to one of its dates. A date that cannot be answered any more stays as it is. */
const giveToDate = (services: Services, date: Pick<OccurrenceRow, '_id'>, series: SeriesAnswerRow): Promise<unknown> => {
  const { athleteId, answer, guests } = series
  return answerDate(services, { occurrenceId: date._id, athleteId, wish: { answer, guests, note: undefined }, series }, SYSTEM)
}

/** Gives the last answer of an athlete to a series to all its dates to come. */
export const giveToDates = async (
  services: Services,
  { eventId, athleteId }: Pick<SeriesAnswerRow, 'eventId' | 'athleteId'>,
  working: () => void,
): Promise<void> => {
  const { runtime, stores } = services
  const series = await stores.seriesAnswers.get(eventId, athleteId)
  if (series === null) return
  const now = new Date(runtime.now())
  const read = (last: OccurrenceRow | null) =>
    stores.occurrences.list(eventId, now, last && { startsAt: last.startsAt, id: last._id }, ROWS_AT_ONCE)
  for await (const dates of portions(ROWS_AT_ONCE, read)) {
    for (const date of dates) {
      await giveToDate(services, date, series)
      working()
    }
  }
}

/** Gives all answers to a series to a new date of it, in the order in which they were given. */
export const giveToNewDate = async (
  services: Services,
  { _id, eventId }: Pick<OccurrenceRow, '_id' | 'eventId'>,
  working: () => void,
): Promise<void> => {
  const read = (last: SeriesAnswerRow | null) => services.stores.seriesAnswers.ofEvent(eventId, last, ROWS_AT_ONCE)
  for await (const answers of portions(ROWS_AT_ONCE, read)) {
    for (const series of answers) {
      await giveToDate(services, { _id }, series)
      working()
    }
  }
}
