import type { EventData } from '@gruppetto/events'
import { SYSTEM, type Tx } from '@gruppetto/runtime'
import type { ClubEventRow } from '../domain/club-event.ts'
import type { EventNoticeRow } from '../domain/event-notice.ts'
import type { Services } from '../services.ts'

/** How many athletes one event names: social writes a notification for each in one transaction. */
const PAGE = 200

type What = Omit<EventData<'club-event.notice-due'>, 'athleteIds' | 'at'>

/** Returns what is told of an event, or null when there is nothing to tell any more. */
const whatToTell = ({ kind }: EventNoticeRow, event: ClubEventRow | null, nowMs: number): What | null => {
  if (event === null || event.cancelledAt !== null || event.overAt.getTime() <= nowMs) return null
  const startsAtMs = event.startsAt.getTime()
  return {
    kind,
    clubEventId: event._id,
    clubId: event.clubId,
    originalStartsAtMs: startsAtMs,
    startsAtMs,
    place: event.place,
    cancelled: false,
    cancelReason: null,
    before: null,
    otherDates: 0,
  }
}

/** Tells one page of athletes. Returns false when all have been told. */
const tellPage = async ({ stores, runtime }: Services, noticeId: string, tx: Tx): Promise<boolean> => {
  const { eventNotices, clubEvents, memberships } = stores
  const nowMs = runtime.now()
  const notice = await eventNotices.get(noticeId, tx)
  if (notice === null) return false
  const event = await clubEvents.get(notice.clubEventId, tx)
  const what = whatToTell(notice, event, nowMs)
  const page = what === null ? [] : await memberships.activeAfter(notice.clubId, notice.afterId, PAGE, tx)
  // Nobody is told of what they have done themselves.
  const athleteIds = page.filter((athleteId) => athleteId !== event?.createdById)
  if (what !== null && athleteIds.length > 0) tx.emit('club-event.notice-due', { ...what, athleteIds, at: nowMs })
  const last = page.at(-1)
  if (last === undefined || page.length < PAGE) {
    await eventNotices.remove(noticeId, tx)
    return false
  }
  await eventNotices.replace({ ...notice, afterId: last, revision: notice.revision + 1 }, tx)
  return true
}

/**
 * Tells a notice to all whom it concerns, page by page. What was told and up to whom commit together: a process that dies, or
 * another one that does the same, tells nobody twice and leaves out nobody.
 */
export const tellOfEvent = async (services: Services, noticeId: string): Promise<void> => {
  for (;;) {
    const goesOn = await services.database.transact((tx) => tellPage(services, noticeId, tx), SYSTEM)
    if (!goesOn) return
  }
}
