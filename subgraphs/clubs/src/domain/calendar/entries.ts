import type { ClubRow } from '../club.ts'
import type { ClubEventRow } from '../club-event.ts'
import type { CalendarEntry } from './write-calendar.ts'

const describe = ({ description, cancelReason }: ClubEventRow): string | null =>
  [cancelReason === null ? null : `Cancelled: ${cancelReason}`, description].filter((part) => part !== null).join('\n\n') || null

/** Returns the entry of an event. A calendar of several clubs names the club with each event. */
export const entryOf = (event: ClubEventRow, club: ClubRow, isOfSeveral: boolean): CalendarEntry => ({
  uid: `${event._id}@gruppetto`,
  sequence: event.revision,
  createdAt: event.createdAt,
  startsAt: event.startsAt,
  endsAt: event.endsAt,
  timeZone: event.timeZone,
  title: isOfSeveral ? `${event.title} (${club.name})` : event.title,
  description: describe(event),
  place: event.place,
  position: event.meetingPoint,
  status: event.cancelledAt === null ? 'CONFIRMED' : 'CANCELLED',
  isBusy: true,
})
