import type { EventData } from '@gruppetto/events'
import { type EventDateRow, isSameToAthletes, type ToldDate, toldAs } from './event-date.ts'
import type { EventNoticeRow } from './event-notice.ts'
import type { OccurrenceRow } from './occurrence.ts'

type Due = EventData<'club-event.notice-due'>

/** An athlete who has answered for a date. */
export interface Answered {
  readonly athleteId: string
  readonly occurrenceId: string
}

/** What is told of a date. */
export interface DateToTell extends ToldDate {
  readonly _id: string
  readonly clubEventId: string
  readonly clubId: string
  readonly originalStartsAt: Date
  readonly cancelReason: string | null
  /** Given where the club is deleted. */
  readonly title?: string
}

interface NewsOfDate {
  readonly date: DateToTell
  readonly before: ToldDate
}

/** Returns the dates of a notice that there is still something to say about, the soonest first. */
const newsOf = ({ kind, dates }: EventNoticeRow, rows: ReadonlyMap<string, DateToTell>): readonly NewsOfDate[] =>
  dates.flatMap(({ dateId, before }) => {
    const date = rows.get(dateId)
    if (date === undefined) return []
    const isAsBefore = isSameToAthletes(date, before)
    // A reminder is of no use for what has changed since; of that, athletes are told.
    const holds = kind === 'REMINDER' ? isAsBefore && !date.cancelled : !isAsBefore
    return holds ? [{ date, before }] : []
  })

/** Returns a date whose club is deleted, as it is told. */
export const dateOfDeletedClub = (date: OccurrenceRow): DateToTell => ({
  ...toldAs({ ...date, cancelled: true }),
  _id: date._id,
  clubEventId: date.eventId,
  clubId: date.clubId,
  originalStartsAt: date.originalStartsAt,
  cancelReason: null,
  title: date.title,
})

const dateState = ({ startsAt, place, cancelled, routeId = null }: ToldDate) => ({
  startsAtMs: startsAt.getTime(),
  place,
  cancelled,
  routeId,
})

const noticeOf = (
  kind: Due['kind'],
  { date, before }: NewsOfDate,
  otherDates: number,
  nowMs: number,
): Omit<Due, 'athleteIds'> => ({
  kind,
  clubEventId: date.clubEventId,
  clubId: date.clubId,
  originalStartsAtMs: date.originalStartsAt.getTime(),
  ...dateState(date),
  cancelReason: date.cancelReason,
  before: kind === 'CHANGED' ? dateState(before) : null,
  ...(date.title !== undefined && { title: date.title }),
  otherDates,
  at: nowMs,
})

/**
 * Returns what is told to those who have answered. Each athlete is told of the soonest of the own dates, and how many others have
 * changed as well. Those who are told the same are told together.
 */
export const tellDates = (
  notice: EventNoticeRow,
  rows: ReadonlyMap<string, DateToTell>,
  answers: readonly Answered[],
  nowMs: number,
): readonly Due[] => {
  const news = newsOf(notice, rows)
  const placeOf = new Map(news.map(({ date }, index) => [date._id, index]))
  const own = new Map<string, number[]>()
  for (const { athleteId, occurrenceId } of answers) {
    const place = placeOf.get(occurrenceId)
    if (place !== undefined) own.set(athleteId, [...(own.get(athleteId) ?? []), place])
  }
  const together = new Map<string, string[]>()
  for (const [athleteId, places] of own) {
    const key = `${Math.min(...places)} ${places.length - 1}`
    together.set(key, [...(together.get(key) ?? []), athleteId])
  }
  const kind = notice.kind === 'CLUB_DELETED' ? 'CHANGED' : notice.kind
  return [...together].flatMap(([key, athleteIds]) => {
    const [place = 0, otherDates = 0] = key.split(' ').map(Number)
    const about = news[place]
    return about === undefined ? [] : [{ ...noticeOf(kind, about, otherDates, nowMs), athleteIds }]
  })
}

/** Tells an athlete who waited of the place; null when it is too late, or the place is gone again. */
export const noticeOfPlace = (
  { athleteId, answer }: EventData<'club-event.rsvp-changed'>,
  date: EventDateRow,
  nowMs: number,
): Due | null =>
  answer !== 'GOING' || date.cancelled || date.overAt.getTime() <= nowMs
    ? null
    : { ...noticeOf('PLACE', { date, before: date }, 0, nowMs), athleteIds: [athleteId] }
