import { defineNotice, instantOf } from './define-notice.ts'
import { eventGroup, loadReaders, writeInstant } from './event-dates.ts'

/** An event of a club, for its members. A series is told once. */
export const eventScheduled = defineNotice({
  kind: 'EVENT_SCHEDULED',
  on: ['club-event.notice-due'],
  defaults: { push: false, mail: false },
  load: loadReaders,
  notify: ({ data }, { zoneOf }) =>
    data.kind !== 'SCHEDULED'
      ? []
      : data.athleteIds.map((recipientId) => ({
          recipientId,
          group: eventGroup(data.clubEventId),
          atMs: data.at,
          subjects: { event: data.clubEventId },
          words: { when: writeInstant(data.startsAtMs, zoneOf(recipientId)), startsAt: new Date(data.startsAtMs).toISOString() },
        })),
  facts: ({ event, startsAt }) => (event === undefined ? {} : { startsAt: instantOf(startsAt) }),
  // Who may not see the event any more learns nothing of it.
  sentence: ({ event, when }) =>
    event === undefined || when === undefined ? 'A club has a new event' : `New event: ${event}, ${when}`,
})
