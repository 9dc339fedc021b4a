import type { EventData } from '@gruppetto/events'

type Due = EventData<'club-event.notice-due'>

/** One date of an event, as those who are told know it. */
export interface ToldDate {
  readonly startsAt: Date
  readonly place: string | null
  readonly cancelled: boolean
}

/** A notice that is being told, page by page. The row is gone once all have been told. */
export interface EventNoticeRow {
  /** The same act is told once: `<kind>:<what it is about>`. */
  readonly _id: string
  readonly kind: Due['kind']
  readonly clubId: string
  readonly clubEventId: string
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

/** Returns the notice of a new event, or null when it is no news: it is over, cancelled, or was created long ago. */
export const noticeOfNewEvent = (
  { clubEventId, clubId, revision, cancelled, overAtMs, at }: EventData<'club-event.changed'>,
  nowMs: number,
): EventNoticeRow | null =>
  revision !== 1 || cancelled || overAtMs <= nowMs || at < nowMs - NEWS_MS
    ? null
    : {
        _id: `SCHEDULED:${clubEventId}`,
        kind: 'SCHEDULED',
        clubId,
        clubEventId,
        dueAt: new Date(at + QUIET_MS),
        afterId: '',
        revision: 1,
      }
