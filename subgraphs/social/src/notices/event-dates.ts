import type { EventData } from '@gruppetto/events'
import type { Services } from '../services.ts'

type Due = EventData<'club-event.notice-due'>
type ZoneOf = (athleteId: string) => string

/** Loads the time zones of those who are to be told: each reads when an event begins on the own clock. */
export const loadZones = async ({ stores }: Services, { data }: { readonly data: Pick<Due, 'athleteIds'> }): Promise<ZoneOf> => {
  const accounts = await stores.accounts.many(data.athleteIds)
  return (athleteId) => accounts.get(athleteId)?.timeZone ?? 'UTC'
}

/** Writes an instant for who lives in a zone: `Saturday 7 November, 08:00`. */
export const writeInstant = (atMs: number, timeZone: string): string => {
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat('en-GB', { timeZone, ...options }).format(atMs)
  const day = format({ weekday: 'long', day: 'numeric', month: 'long' }).replace(',', '')
  return `${day}, ${format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })}`
}

/** Notices of an event are one notification for each of its dates, or one for the event where `originalStartsAtMs` is left out. */
export const eventGroup = (clubEventId: string, originalStartsAtMs?: number): string =>
  originalStartsAtMs === undefined ? clubEventId : `${clubEventId}:${originalStartsAtMs}`
