import { createHmac, timingSafeEqual } from 'node:crypto'
import { type CalendarLink, type CalendarScope, calendarLinkId, calendarPath } from '../domain/calendar/link.ts'

const macOf = (scope: CalendarScope, renewals: number, secret: string): Buffer =>
  createHmac('sha256', secret)
    .update(`calendar:${calendarLinkId(scope)}:${renewals}`)
    .digest()
    .subarray(0, 16)

/** Returns the path of a calendar. Whoever knows it can read the calendar, until the athlete renews it. */
export const signCalendarLink = (scope: CalendarScope, renewals: number, secret: string): string =>
  calendarPath(scope, macOf(scope, renewals, secret).toString('base64url'))

/** Whether a link was made here, and has not been renewed since. */
export const isCurrentLink = (link: CalendarLink, renewals: number, secret: string): boolean => {
  const [given, expected] = [Buffer.from(link.mac, 'base64url'), macOf(link, renewals, secret)]
  return given.length === expected.length && timingSafeEqual(given, expected)
}
