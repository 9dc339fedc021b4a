import { badUserInput, conflict, forbidden, notFound } from '@gruppetto/graph'
import { awaitProjection } from '@gruppetto/relations'
import type { Context } from '../context.ts'
import { atDate, type EventTimes, reasonNotOpen } from '../domain/live-event.ts'
import type { LiveSessionRow } from '../domain/live-session.ts'
import type { Services } from '../services.ts'
import type { ClubEventRow } from '../stores/club-events.ts'
import { clubMemberId } from '../stores/club-members.ts'

const MAX_SHOWN = 100

/**
 * Returns the times of the date for which an athlete may start a session now. Throws when there is none; it is NOT_FOUND when the athlete may
 * not know of the event.
 */
export const requireOpenEvent = async (
  { stores, runtime }: Services,
  athleteId: string,
  eventId: string,
): Promise<EventTimes> => {
  const nowMs = runtime.now()
  const event = await awaitProjection(eventId, nowMs, () => stores.clubEvents.get(eventId))
  if (event === null || (await stores.clubs.get(event.clubId))?.dissolved === true) throw notFound('This event')
  const { clubId } = event
  const membership = await awaitProjection(clubId, nowMs, () => stores.clubMembers.get(clubMemberId(clubId, athleteId)))
  if (membership?.active !== true) {
    throw event.isPublic ? forbidden("Only the club's members take part in its events.") : notFound('This event')
  }
  if (!event.isVirtual) throw badUserInput([{ path: 'input.eventId', message: 'is not a virtual event' }])
  const present = event.isSeries === true ? atDate(event, await stores.eventDates.presentOf(eventId, nowMs)) : event
  const why = reasonNotOpen(present, nowMs)
  if (why !== null) throw conflict(...why)
  return present
}

/**
 * Lists the live sessions of an event, sorted by the distance since its start that the viewer sees, so that the order reveals nothing else.
 * Returns null when the event is not virtual, and an empty list to viewers who are not in its club.
 */
export const listEventSessions = async ({ loaders }: Context, event: ClubEventRow): Promise<readonly LiveSessionRow[] | null> => {
  if (!event.isVirtual) return null
  if (!(await loaders.isInClub.load(event.clubId))) return []
  const { ids, times } = await loaders.eventSessions.load(event)
  const rows: LiveSessionRow[] = []
  for (let from = 0; from < ids.length && rows.length < MAX_SHOWN; from += MAX_SHOWN) {
    const page = await Promise.all(ids.slice(from, from + MAX_SHOWN).map((id) => loaders.liveSession.load(id)))
    rows.push(...page.filter((row) => row !== null))
  }
  const shown = await Promise.all(
    rows.slice(0, MAX_SHOWN).map(async (row) => {
      loaders.timesOfSession.prime(row, times)
      const meters = times === null ? (await loaders.livePosition(row))?.distanceMeters : await loaders.eventMeters(row, times)
      return { row, meters: meters ?? -1 }
    }),
  )
  return shown.toSorted((a, b) => b.meters - a.meters).map(({ row }) => row)
}
