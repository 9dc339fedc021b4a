import { keepLatest } from '@gruppetto/relations'
import type { AnyWorker } from '@gruppetto/runtime'
import { movedWithin } from '../domain/live-event.ts'
import type { Services } from '../services.ts'

/**
 * Stores the dates of clubs' events, for the live sessions that are started for one of a series. Has what was ridden in one that is moved counted
 * anew.
 */
export const projectEventDates = ({ stores, runtime }: Services): AnyWorker =>
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
    async ({ before, row }, tx) => {
      const moved = movedWithin(before, row, runtime.now())
      if (moved !== null) tx.emit('race.moved', { eventId: row.eventId, ...moved, afterId: null })
    },
  )
