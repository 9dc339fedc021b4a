import { keepLatest } from '@gruppetto/relations'
import type { AnyWorker } from '@gruppetto/runtime'
import type { Services } from '../services.ts'

/** Projects the events of clubs, for cheers and for the sentences of notifications. */
export const projectClubEvents = ({ stores }: Services): AnyWorker =>
  keepLatest(
    'social-project-club-events',
    'club-event.changed',
    stores.clubEvents,
    ({ clubEventId, clubId, title, access, cancelled, startsAtMs, overAtMs, revision }) => ({
      _id: clubEventId,
      clubId,
      title,
      isPublic: access === 'OPEN',
      cancelled,
      startsAt: new Date(startsAtMs),
      overAt: new Date(overAtMs),
      revision,
    }),
  )
