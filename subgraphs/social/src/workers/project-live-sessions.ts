import type { EventData } from '@gruppetto/events'
import { keepLatest } from '@gruppetto/relations'
import type { AnyWorker } from '@gruppetto/runtime'
import type { LiveSessionRow } from '../domain/cheers.ts'
import type { Services } from '../services.ts'

export const liveSessionOf = (data: EventData<'live-session.changed'>): LiveSessionRow => ({
  _id: data.liveSessionId,
  athleteId: data.athleteId,
  visibility: data.visibility,
  isOver: data.status === 'ENDED',
  eventId: data.eventId ?? null,
  sport: data.sport,
  startedAt: new Date(data.startedAtMs),
  activityId: data.activityId ?? null,
  revision: data.revision,
})

/** Projects the live sessions, for cheers, for the news that one has started, and for reports. */
export const projectLiveSessions = ({ stores }: Services): AnyWorker =>
  keepLatest('social-project-live-sessions', 'live-session.changed', stores.liveSessions, liveSessionOf)
