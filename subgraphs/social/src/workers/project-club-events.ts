import { keepLatest } from '@gruppetto/relations'
import type { AnyWorker } from '@gruppetto/runtime'
import type { Services } from '../services.ts'

/** Projects the events of clubs, for cheers, reports and the sentences of notifications. */
export const projectClubEvents = ({ stores }: Services): AnyWorker =>
  keepLatest(
    'social-project-club-events',
    'club-event.changed',
    stores.clubEvents,
    ({ clubEventId, clubId, title, access, cancelled, startsAtMs, overAtMs, revision, ...data }) => ({
      _id: clubEventId,
      clubId,
      title,
      isPublic: access === 'OPEN',
      cancelled,
      startsAt: new Date(startsAtMs),
      overAt: new Date(overAtMs),
      isSeries: data.recurrence !== null,
      isTakenDown: data.removed === true,
      createdById: data.createdById,
      description: data.description ?? null,
      place: data.place,
      revision,
    }),
  )

/** Projects the dates of events: those of a series are cheered at when they take place. */
export const projectClubEventDates = ({ stores }: Services): AnyWorker =>
  keepLatest(
    'social-project-club-event-dates',
    'club-event.occurrence-changed',
    stores.clubEventDates,
    ({ clubEventId, originalStartsAtMs, cancelled, startsAtMs, overAtMs, revision }) => ({
      _id: `${clubEventId}:${originalStartsAtMs}`,
      eventId: clubEventId,
      cancelled,
      startsAt: new Date(startsAtMs),
      overAt: new Date(overAtMs),
      revision,
    }),
  )
