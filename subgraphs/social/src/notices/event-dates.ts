import type { EventData } from '@gruppetto/events'
import type { Services } from '../services.ts'

export interface Readers {
  readonly nowMs: number
  /** Each reads when an event begins on the own clock. */
  zoneOf(athleteId: string): string
}

/** Loads what must be known of those who are to be told of an event. */
export const loadReaders = async (
  { stores, runtime }: Services,
  { data }: { readonly data: Pick<EventData<'club-event.notice-due'>, 'athleteIds'> },
): Promise<Readers> => {
  const accounts = await stores.accounts.many(data.athleteIds)
  return { nowMs: runtime.now(), zoneOf: (athleteId) => accounts.get(athleteId)?.timeZone ?? 'UTC' }
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
