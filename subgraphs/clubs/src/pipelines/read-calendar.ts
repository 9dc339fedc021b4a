import { createHash } from 'node:crypto'
import { entryOf } from '../domain/calendar/entries.ts'
import { type CalendarScope, parseCalendarFile } from '../domain/calendar/link.ts'
import { writeCalendar } from '../domain/calendar/write-calendar.ts'
import { type ClubRow, isActive } from '../domain/club.ts'
import type { Services } from '../services.ts'
import { isCurrentLink } from './sign-calendar-link.ts'

const DAY_MS = 24 * 3_600_000
/** How long an event that is over stays in calendars. */
const KEPT_DAYS = 30
const MOST_EVENTS = 2_000

/** Returns the clubs that the link shows, by id. Whoever is no member of a club, or has closed the account, sees nothing of it. */
const readClubs = async ({ stores }: Services, { athleteId, clubId }: CalendarScope): Promise<ReadonlyMap<string, ClubRow>> => {
  if (clubId === null) return stores.clubs.many(await stores.memberships.activeClubIds(athleteId))
  const isMember = isActive(await stores.memberships.get(clubId, athleteId))
  return isMember ? stores.clubs.many([clubId]) : new Map()
}

interface CalendarFile {
  /** Differs when the text differs. */
  readonly etag: string
  write(): string
}

/** Returns the calendar of a link, or null when the link is none, was renewed, or its athlete may not read it any more. */
export const readCalendar = async (services: Services, file: string): Promise<CalendarFile | null> => {
  const { runtime, stores } = services
  const link = parseCalendarFile(file)
  if (link === null) return null
  const renewals = await stores.calendarLinks.renewals(link)
  if (!isCurrentLink(link, renewals, runtime.config.identitySecret)) return null
  const account = await stores.relations.accounts.get(link.athleteId)
  const clubs = await readClubs(services, link)
  const club = link.clubId === null ? null : (clubs.get(link.clubId) ?? null)
  if (account === null || account.deleted || (link.clubId !== null && club === null)) return null
  // From the beginning of a day, so that time alone changes the calendar once a day.
  const from = new Date(Math.floor(runtime.now() / DAY_MS - KEPT_DAYS) * DAY_MS)
  const events = await stores.clubEvents.inCalendar([...clubs.keys()], from, MOST_EVENTS)
  const state = [[...clubs.values()].map(({ name }) => name), events.map(({ _id, revision }) => [_id, revision])]
  return {
    etag: `"${createHash('sha256').update(JSON.stringify(state)).digest('base64url')}"`,
    write: () =>
      writeCalendar({
        name: club?.name ?? 'Gruppetto',
        entries: events.flatMap((event) => {
          const ofEvent = clubs.get(event.clubId)
          return ofEvent === undefined ? [] : [entryOf(event, ofEvent, club === null)]
        }),
      }),
  }
}
