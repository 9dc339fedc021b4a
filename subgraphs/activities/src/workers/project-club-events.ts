import { keepLatest } from '@gruppetto/relations'
import type { AnyWorker } from '@gruppetto/runtime'
import { movedWithin } from '../domain/live-event.ts'
import type { Services } from '../services.ts'

/** Stores the events of clubs, for the live sessions that are started for them. Has what was ridden in one that is moved counted anew. */
export const projectClubEvents = ({ stores, runtime }: Services): AnyWorker =>
  keepLatest(
    'activities-project-club-events',
    'club-event.changed',
    stores.clubEvents,
    ({ clubEventId, clubId, revision, access, isVirtual, cancelled, recurrence, startsAtMs, overAtMs }) => ({
      _id: clubEventId,
      clubId,
      revision,
      isPublic: access === 'OPEN',
      isVirtual,
      cancelled,
      isSeries: recurrence !== null,
      startsAt: new Date(startsAtMs),
      overAt: new Date(overAtMs),
    }),
    async ({ before, row }, tx) => {
      // Of a series each date has its own times.
      const moved = row.isVirtual && !row.isSeries ? movedWithin(before, row, runtime.now()) : null
      if (moved !== null) tx.emit('race.moved', { eventId: row._id, ...moved, afterId: null })
    },
  )
