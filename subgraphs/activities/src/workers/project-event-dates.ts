import { keepLatest } from '@gruppetto/relations'
import type { AnyWorker } from '@gruppetto/runtime'
import type { Services } from '../services.ts'

/** Stores the dates of clubs' events, for the live sessions that are started for one of a series. */
export const projectEventDates = ({ stores }: Services): AnyWorker =>
  keepLatest(
    'activities-project-event-dates',
    'club-event.occurrence-changed',
    stores.eventDates,
    ({ clubEventId, originalStartsAtMs, revision, cancelled, startsAtMs, overAtMs }) => ({
      _id: `${clubEventId}:${originalStartsAtMs}`,
      eventId: clubEventId,
      revision,
      cancelled,
      startsAt: new Date(startsAtMs),
      overAt: new Date(overAtMs),
    }),
  )
