import type { EventData } from '@gruppetto/events'
import { defineNotice, instantOf } from './define-notice.ts'
import { eventGroup, loadReaders, writeInstant } from './event-dates.ts'

const wordsOf = (
  { startsAtMs, place }: EventData<'club-event.notice-due'>,
  timeZone: string,
): Readonly<Record<string, string>> => ({
  when: writeInstant(startsAtMs, timeZone),
  startsAt: new Date(startsAtMs).toISOString(),
  ...(place === null ? {} : { place }),
})

/** Before an event begins, for those who go or may go. What was said of a date that was moved or cancelled is taken back. */
export const eventReminder = defineNotice({
  kind: 'EVENT_REMINDER',
  on: ['club-event.notice-due'],
  urgency: 'HIGH',
  defaults: { push: true, mail: false },
  load: loadReaders,
  notify: ({ data }, { zoneOf, nowMs }) =>
    data.kind !== 'REMINDER' || nowMs >= data.startsAtMs
      ? []
      : data.athleteIds.map((recipientId) => ({
          recipientId,
          group: eventGroup(data.clubEventId, data.originalStartsAtMs),
          atMs: data.at,
          subjects: { event: data.clubEventId },
          words: wordsOf(data, zoneOf(recipientId)),
        })),
  withdraw: ({ data }) =>
    data.kind !== 'CHANGED'
      ? []
      : data.athleteIds.map((recipientId) => ({
          recipientId,
          actorId: null,
          group: eventGroup(data.clubEventId, data.originalStartsAtMs),
        })),
  facts: ({ event, startsAt, place }: Readonly<Partial<Record<string, string>>>) =>
    event === undefined ? {} : { startsAt: instantOf(startsAt), place },
  sentence: ({ event, when, place }) => {
    if (event === undefined || when === undefined) return 'An event of a club begins soon'
    return `${event} begins: ${when}${place === undefined ? '' : `, ${place}`}`
  },
})
