import type { EventData } from '@gruppetto/events'
import { outsideSpan, PLACE_COLUMNS, visibleColumns } from '@gruppetto/recordings'
import { type EventTimes, originalStartMs, spanInEvent } from '../domain/live-event.ts'
import type { LiveSessionRow } from '../domain/live-session.ts'
import type { Services } from '../services.ts'
import type { ClubEventRow } from '../stores/club-events.ts'
import { readPrivacyRules } from './privacy-rules.ts'

interface RaceTimes extends EventTimes {
  readonly revision: number
  readonly originalStartsAtMs: number | null
}

/** Returns when the event takes place that a session was started for; null where it is cancelled. */
const timesOfRace = async ({ stores }: Services, event: ClubEventRow, session: LiveSessionRow): Promise<RaceTimes | null> => {
  if (event.cancelled) return null
  if (event.isSeries !== true) return { ...event, originalStartsAtMs: null }
  const date = await stores.eventDates.startedFor(session)
  return date === null || date.cancelled ? null : { ...date, originalStartsAtMs: originalStartMs(date) }
}

/**
 * Returns what an activity came to while the virtual event was on for which it was made, as others may see it; nothing where the event was moved to
 * another time. Null where it was made for none, where it is deleted, and where the event is cancelled.
 */
export const measureRace = async (
  services: Services,
  { activityId, athleteId }: { readonly activityId: string; readonly athleteId: string },
): Promise<Omit<EventData<'activity.raced'>, 'at'> | null> => {
  const { stores } = services
  const session = await stores.liveSessions.ofEventActivity(athleteId, activityId)
  const eventId = session?.eventId ?? null
  if (session === null || eventId === null) return null
  const [event, activity] = await Promise.all([stores.clubEvents.get(eventId), stores.activities.recorded(activityId)])
  if (event === null || activity === null || activity.samplesRevision === null) return null
  const times = await timesOfRace(services, event, session)
  if (times === null) return null
  const rules = await readPrivacyRules(services, athleteId)
  const names = [...PLACE_COLUMNS, 'moving'] as const
  const [columns = {}] = await stores.samples.readMany([{ activityId, revision: activity.samplesRevision }], names)
  const outside = outsideSpan(visibleColumns(columns, rules), spanInEvent(activity, times))
  const { distanceMeters, movingSeconds } = activity.shown ?? activity
  return {
    activityId,
    athleteId,
    revision: activity.revision,
    eventId,
    originalStartsAtMs: times.originalStartsAtMs,
    distanceMeters: Math.max(0, distanceMeters - outside.meters),
    movingSeconds: Math.max(0, movingSeconds - outside.movingSeconds),
    timesRevision: times.revision,
  }
}
