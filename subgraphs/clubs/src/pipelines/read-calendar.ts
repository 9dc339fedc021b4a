import { createHash } from 'node:crypto'
import { type CalendarEvent, entriesOf } from '../domain/calendar/entries.ts'
import { type CalendarLink, type CalendarScope, parseCalendarFile } from '../domain/calendar/link.ts'
import { writeCalendar } from '../domain/calendar/write-calendar.ts'
import { type ClubRow, isActive } from '../domain/club.ts'
import type { OccurrenceRow } from '../domain/occurrence.ts'
import type { Rsvp } from '../domain/values.ts'
import type { Services } from '../services.ts'
import { isCurrentLink } from './sign-calendar-link.ts'

const DAY_MS = 24 * 3_600_000
/** How long an event that is over stays in calendars. */
const KEPT_DAYS = 30
const MOST_DATES = 5_000

/** Returns the clubs that the link shows, by id. Whoever is no member of a club, or has closed the account, sees nothing of it. */
const readClubs = async ({ stores }: Services, { athleteId, clubId }: CalendarScope): Promise<ReadonlyMap<string, ClubRow>> => {
  if (clubId === null) return stores.clubs.many(await stores.memberships.activeClubIds(athleteId))
  const isMember = isActive(await stores.memberships.get(clubId, athleteId))
  return isMember ? stores.clubs.many([clubId]) : new Map()
}

/** What a calendar is made from, without the texts. */
interface CalendarState {
  readonly link: CalendarLink
  readonly clubs: ReadonlyMap<string, ClubRow>
  readonly from: Date
  /** The ids and revisions of the dates that it shows, and of their events. */
  readonly dates: readonly { readonly _id: string; readonly eventId: string; readonly revision: number }[]
  readonly events: readonly { readonly _id: string; readonly revision: number }[]
  /** Of the calendar of all clubs: what the athlete has answered, by occurrence. */
  readonly answers: ReadonlyMap<string, Rsvp> | null
}

/** Returns what the athlete of a link has answered to these dates. */
const readAnswers = async (
  { stores }: Services,
  { athleteId }: CalendarLink,
  clubIds: readonly string[],
  dates: CalendarState['dates'],
): Promise<ReadonlyMap<string, Rsvp>> => {
  const shown = new Set(dates.map(({ _id }) => _id))
  const given = await stores.rsvps.ofAthleteInClubs(athleteId, clubIds)
  return new Map(given.filter(({ occurrenceId }) => shown.has(occurrenceId)).map((row) => [row.occurrenceId, row.answer]))
}

/** Reads the state of the calendar of a link, or null when the link is none, was renewed, or its athlete may not read it any more. */
const readState = async (services: Services, file: string): Promise<CalendarState | null> => {
  const { runtime, stores } = services
  const link = parseCalendarFile(file)
  if (link === null) return null
  const { athleteId, clubId } = link
  const renewals = await stores.calendarLinks.renewals(link)
  if (!isCurrentLink(link, renewals, runtime.config.identitySecret)) return null
  const account = await stores.relations.accounts.get(athleteId)
  const clubs = await readClubs(services, link)
  if (account === null || account.deleted || (clubId !== null && clubs.size === 0)) return null
  // From the beginning of a day, so that time alone changes the calendar once a day.
  const from = new Date(Math.floor(runtime.now() / DAY_MS - KEPT_DAYS) * DAY_MS)
  const clubIds = [...clubs.keys()]
  const dates = await stores.occurrences.revisionsFrom(clubIds, from, MOST_DATES)
  const events = await stores.clubEvents.revisionsFrom(clubIds, from)
  const answers = clubId === null ? await readAnswers(services, link, clubIds, dates) : null
  return { link, clubs, from, dates, events, answers }
}

/** Returns a text that differs when the calendar differs. */
const etagOf = ({ clubs, dates, events, answers }: CalendarState): string => {
  const state = [
    [...clubs.values()].map(({ name }) => name),
    dates.map(({ _id, revision }) => [_id, revision]),
    events.map(({ _id, revision }) => [_id, revision]).toSorted(),
    [...(answers ?? [])].toSorted(),
  ]
  return `"${createHash('sha256').update(JSON.stringify(state)).digest('base64url')}"`
}

const write = async ({ stores }: Services, { link, clubs, from, answers }: CalendarState): Promise<string> => {
  const { clubId } = link
  const clubIds = [...clubs.keys()]
  const rowsOf = new Map<string, OccurrenceRow[]>()
  for (const row of await stores.occurrences.from(clubIds, from, MOST_DATES)) {
    const rows = rowsOf.get(row.eventId)
    if (rows === undefined) rowsOf.set(row.eventId, [row])
    else rows.push(row)
  }
  const events = new Map((await stores.clubEvents.from(clubIds, from)).map((event) => [event._id, event]))
  const rows = [...events.values(), ...[...rowsOf.values()].flat()]
  const routes = await stores.eventRoutes.many([...new Set(rows.flatMap(({ routeId }) => routeId ?? []))])
  const shown = [...rowsOf].flatMap(([eventId, occurrences]): readonly CalendarEvent[] => {
    const event = events.get(eventId)
    if (event === undefined) return []
    const clubName = clubId === null ? (clubs.get(event.clubId)?.name ?? null) : null
    return [{ event, occurrences, clubName, answers, routes }]
  })
  const name = clubId === null ? 'Gruppetto' : (clubs.get(clubId)?.name ?? 'Gruppetto')
  return writeCalendar({ name, entries: shown.flatMap(entriesOf) })
}

interface CalendarFile {
  readonly etag: string
  write(): Promise<string>
}

/** Returns the calendar of a link, or null when there is none. As long as the etag is known, the texts need not be read. */
export const readCalendar = async (services: Services, file: string): Promise<CalendarFile | null> => {
  const state = await readState(services, file)
  return state === null ? null : { etag: etagOf(state), write: () => write(services, state) }
}
