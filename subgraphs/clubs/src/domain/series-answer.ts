import type { EventData } from '@gruppetto/events'
import type { GivenAnswer, RsvpRow } from './rsvp.ts'

/** What somebody has answered to all dates of a series: to those there are, and to those that are made later. */
export interface SeriesAnswerRow {
  /** `<eventId>:<athleteId>` */
  readonly _id: string
  readonly eventId: string
  readonly clubId: string
  readonly athleteId: string
  readonly answer: GivenAnswer
  readonly guests: number
  readonly answeredAt: Date
  readonly revision: number
}

export const seriesAnswerId = (eventId: string, athleteId: string): string => `${eventId}:${athleteId}`

/**
 * Whether an answer to the series changes what is answered to one of its dates. What was answered to that date alone later than that
 * stays. To say of a series that one is not going says nothing of dates to which one has not answered.
 */
export const reaches = (series: Pick<SeriesAnswerRow, 'answer' | 'answeredAt'>, known: RsvpRow | null): boolean => {
  if (known === null) return series.answer !== 'NOT_GOING'
  return known.answeredAt < series.answeredAt
}

export const seriesAnswerState = (row: SeriesAnswerRow): EventData<'club-event.series-answered'> => ({
  clubEventId: row.eventId,
  clubId: row.clubId,
  athleteId: row.athleteId,
  revision: row.revision,
  answer: row.answer,
  guests: row.guests,
  at: row.answeredAt.getTime(),
})
