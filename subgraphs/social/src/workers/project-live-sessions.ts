import { keepLatest } from '@gruppetto/relations'
import type { AnyWorker } from '@gruppetto/runtime'
import type { Services } from '../services.ts'

/** Projects the live sessions, for cheers. */
export const projectLiveSessions = ({ stores }: Services): AnyWorker =>
  keepLatest(
    'social-project-live-sessions',
    'live-session.changed',
    stores.liveSessions,
    ({ liveSessionId, athleteId, visibility, status, eventId, revision }) => ({
      _id: liveSessionId,
      athleteId,
      visibility,
      isOver: status === 'ENDED',
      eventId: eventId ?? null,
      revision,
    }),
  )
