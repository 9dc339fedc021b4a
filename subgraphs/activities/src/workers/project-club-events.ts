import { keepLatest } from '@gruppetto/relations'
import type { AnyWorker } from '@gruppetto/runtime'
import type { Services } from '../services.ts'

/** Stores the events of clubs, for the live sessions that are started for them. */
export const projectClubEvents = ({ stores }: Services): AnyWorker =>
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
  )
