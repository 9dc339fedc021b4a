import type { EventData } from '@gruppetto/events'
import { crashPoint, SYSTEM, type Tx } from '@gruppetto/runtime'
import { membershipId } from '../domain/club.ts'
import type { EventNoticeRow } from '../domain/event-notice.ts'
import { roleOf } from '../domain/roles.ts'
import { type DateToTell, dateOfDeletedClub, tellDates } from '../domain/tell-dates.ts'
import type { Services } from '../services.ts'

/** How many athletes are told in one transaction: social writes a notification for each in one, too. */
const PAGE = 200
/** Members of larger clubs find a new event where they look for events. Reminders must not wait until all of them have been told. */
const MOST_MEMBERS_TOLD = 2_000
/** More answers than the dates of a series, so that a page holds those of one athlete. */
const ANSWERS_READ = 2_000

type Due = EventData<'club-event.notice-due'>

/** What a page of athletes is told, and the last of them; null when all have been told. */
interface Page {
  readonly told: readonly Due[]
  readonly lastId: string | null
}

const DONE: Page = { told: [], lastId: null }

/** Tells members of a new event. Its creator knows of it. */
const tellMembers = async ({ stores, runtime }: Services, notice: EventNoticeRow, tx: Tx): Promise<Page> => {
  const nowMs = runtime.now()
  const event = await stores.clubEvents.get(notice.clubEventId, tx)
  if (event === null || event.cancelledAt !== null || event.overAt.getTime() <= nowMs) return DONE
  const club = await stores.clubs.get(notice.clubId, tx)
  if (club === null || club.memberCount > MOST_MEMBERS_TOLD) return DONE
  const page = await stores.memberships.activeAfter(notice.clubId, notice.afterId, PAGE, tx)
  const athleteIds = page.filter((athleteId) => athleteId !== event.createdById)
  // Its next date, which may have been moved since: of a series the first one that is to come.
  const date = (await stores.occurrences.nextOf([event._id], nowMs)).get(event._id)
  if (date === undefined || date.cancelledAt !== null) return DONE
  const due: Due = {
    kind: 'SCHEDULED',
    clubEventId: event._id,
    clubId: event.clubId,
    athleteIds,
    originalStartsAtMs: date.originalStartsAt.getTime(),
    startsAtMs: date.startsAt.getTime(),
    place: date.place,
    cancelled: false,
    cancelReason: null,
    before: null,
    otherDates: 0,
    at: nowMs,
  }
  return { told: athleteIds.length === 0 ? [] : [due], lastId: page.length < PAGE ? null : (page.at(-1) ?? null) }
}

/** The answers of those who are told. Who waits for a place need not be reminded. */
const TOLD = {
  CHANGED: ['GOING', 'MAYBE', 'WAITLISTED'],
  CLUB_DELETED: ['GOING', 'MAYBE', 'WAITLISTED'],
  REMINDER: ['GOING', 'MAYBE'],
} as const

/** Returns the dates of a notice as they are told, by their ids. Of a club that is deleted nothing but that is told. */
const datesToTell = async (
  { stores }: Services,
  { kind, clubId, dates }: EventNoticeRow,
  tx: Tx,
): Promise<ReadonlyMap<string, DateToTell>> => {
  const ids = dates.map(({ dateId }) => dateId)
  if (kind === 'CLUB_DELETED')
    return new Map([...(await stores.occurrences.many(ids, tx))].map(([id, date]) => [id, dateOfDeletedClub(date)]))
  return (await stores.clubs.get(clubId, tx)) === null ? new Map() : stores.eventDates.many(ids, tx)
}

/** Leaves out who has left the club before it was deleted, and its owner, who has deleted it. */
const withoutOutsiders = async ({ stores }: Services, clubId: string, athleteIds: readonly string[], tx: Tx) => {
  const rows = await stores.memberships.many(
    athleteIds.map((athleteId) => membershipId(clubId, athleteId)),
    tx,
  )
  return athleteIds.filter((athleteId) => {
    const role = roleOf(rows.get(membershipId(clubId, athleteId)) ?? null)
    return role !== null && role !== 'OWNER'
  })
}

/** Tells those who have answered for one of the dates, except those who do not go. */
const tellAnswered = async (
  services: Services,
  notice: EventNoticeRow & { readonly kind: keyof typeof TOLD },
  tx: Tx,
): Promise<Page> => {
  const { stores, runtime } = services
  const { kind, clubEventId, clubId, afterId } = notice
  const rows = await datesToTell(services, notice, tx)
  if (rows.size === 0) return DONE
  const answers = await stores.rsvps.answeredAfter(
    { eventId: clubEventId, occurrenceIds: [...rows.keys()], answers: TOLD[kind], afterId },
    ANSWERS_READ,
    tx,
  )
  const ids = [...new Set(answers.map(({ athleteId }) => athleteId))]
  // The answers of the last athlete may go on behind those that were read.
  const whole = answers.length < ANSWERS_READ ? ids : ids.slice(0, -1)
  const page = new Set(whole.slice(0, PAGE))
  const concerned = kind === 'CLUB_DELETED' ? new Set(await withoutOutsiders(services, clubId, [...page], tx)) : page
  const told = tellDates(
    notice,
    rows,
    answers.filter(({ athleteId }) => concerned.has(athleteId)),
    runtime.now(),
  )
  return { told, lastId: page.size === ids.length ? null : ([...page].at(-1) ?? null) }
}

/** Tells one page of athletes. Returns false when all have been told. */
const tellPage = async (services: Services, noticeId: string, tx: Tx): Promise<boolean> => {
  const { eventNotices } = services.stores
  const notice = await eventNotices.get(noticeId, tx)
  if (notice === null) return false
  const { kind } = notice
  const { told, lastId } = await (kind === 'SCHEDULED'
    ? tellMembers(services, notice, tx)
    : tellAnswered(services, { ...notice, kind }, tx))
  for (const due of told) tx.emit('club-event.notice-due', due)
  if (lastId === null) await eventNotices.remove(noticeId, tx)
  else await eventNotices.replace({ ...notice, afterId: lastId, revision: notice.revision + 1 }, tx)
  return lastId !== null
}

/**
 * Tells a notice to all whom it concerns, page by page. What was told and up to whom commit together: a process that dies, or
 * another one that does the same, tells nobody twice and leaves out nobody.
 */
export const tellOfEvent = async (services: Services, noticeId: string): Promise<void> => {
  for (;;) {
    const goesOn = await services.database.transact((tx) => tellPage(services, noticeId, tx), SYSTEM)
    if (!goesOn) return
    crashPoint('clubs-tell-of-events:page')
  }
}

/** Tells those who have answered to events of a deleted club that these are cancelled. */
export const tellOfDeletedClub = async (services: Services, clubId: string, working: () => void): Promise<void> => {
  for (const id of await services.stores.eventNotices.idsOfDeleted(clubId)) {
    await tellOfEvent(services, id)
    working()
  }
}
