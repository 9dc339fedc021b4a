import type { EventData } from '@gruppetto/events'
import { type EventDateRow, type ToldDate, toldAs } from './event-date.ts'
import type { OccurrenceRow } from './occurrence.ts'

type Due = EventData<'club-event.notice-due'>

/** One date that a notice is about. */
interface NoticedDate {
  /** The id of its row. */
  readonly dateId: string
  /** Of CHANGED: as it was told before. Of REMINDER: as it was when the reminder was due. Of CLUB_DELETED: as it was before that. */
  readonly before: ToldDate
}

/** A notice that is being told, page by page. The row is gone once all have been told. */
export interface EventNoticeRow {
  /** The same act is told once: `<kind>:<what it is about>`. */
  readonly _id: string
  readonly kind: Exclude<Due['kind'], 'PLACE'> | 'CLUB_DELETED'
  readonly clubId: string
  readonly clubEventId: string
  /** The dates that it is about, the soonest first. SCHEDULED is about the event as a whole. */
  readonly dates: readonly NoticedDate[]
  readonly dueAt: Date
  /** Athletes up to this id have been told. */
  readonly afterId: string
  readonly revision: number
}

const MINUTE_MS = 60_000
/** For so long a new event can still be corrected or cancelled before anybody is told. */
const QUIET_MS = 2 * MINUTE_MS
/** An event that was created longer ago is no news. */
const NEWS_MS = 60 * MINUTE_MS

const newNotice = (
  about: Pick<EventNoticeRow, '_id' | 'kind' | 'clubId' | 'clubEventId' | 'dates'>,
  dueMs: number,
): EventNoticeRow => ({ ...about, dueAt: new Date(dueMs), afterId: '', revision: 1 })

/** Returns the notice of a new event, or null when it is no news: it is over, cancelled, or was created long ago. */
export const noticeOfNewEvent = (
  { clubEventId, clubId, revision, cancelled, overAtMs, at }: EventData<'club-event.changed'>,
  nowMs: number,
): EventNoticeRow | null =>
  revision !== 1 || cancelled || overAtMs <= nowMs || at < nowMs - NEWS_MS
    ? null
    : newNotice({ _id: `SCHEDULED:${clubEventId}`, kind: 'SCHEDULED', clubId, clubEventId, dates: [] }, at + QUIET_MS)

const noticeOfDates = (
  kind: EventNoticeRow['kind'],
  rows: readonly [EventDateRow, ...EventDateRow[]],
  before: (row: EventDateRow) => ToldDate,
  nowMs: number,
): EventNoticeRow => {
  const [{ _id, clubId, clubEventId }] = rows
  const dates = rows.map((row) => ({ dateId: row._id, before: before(row) }))
  return newNotice({ _id: `${kind}:${_id}:${nowMs}`, kind, clubId, clubEventId, dates }, nowMs)
}

/** Returns the notice of all changed dates of an event, or null when there are none. */
export const noticeOfChange = (rows: readonly EventDateRow[], nowMs: number): EventNoticeRow | null => {
  const [first, ...others] = rows.toSorted((a, b) => a.told.startsAt.getTime() - b.told.startsAt.getTime())
  return first === undefined ? null : noticeOfDates('CHANGED', [first, ...others], ({ told }) => told, nowMs)
}

export const noticeOfReminder = (row: EventDateRow, nowMs: number): EventNoticeRow =>
  noticeOfDates('REMINDER', [row], toldAs, nowMs)

/** Returns the notice that dates are cancelled since their club is deleted, or null when there are none. */
export const noticeOfDeletedClub = (dates: readonly OccurrenceRow[], nowMs: number): EventNoticeRow | null => {
  const [first] = dates
  if (first === undefined) return null
  const { clubId, eventId: clubEventId } = first
  const noticed = dates.map((date) => ({ dateId: date._id, before: toldAs({ ...date, cancelled: false }) }))
  return newNotice({ _id: `CLUB_DELETED:${clubEventId}`, kind: 'CLUB_DELETED', clubId, clubEventId, dates: noticed }, nowMs)
}
