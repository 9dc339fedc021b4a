import { badUserInput, conflict, forbidden, notFound } from '@gruppetto/graph'
import { awaitProjection } from '@gruppetto/relations'
import type { Context } from '../context.ts'
import { reasonNotOpen } from '../domain/live-event.ts'
import type { LiveSessionRow } from '../domain/live-session.ts'
import type { Services } from '../services.ts'
import type { ClubEventRow } from '../stores/club-events.ts'
import { clubMemberId } from '../stores/club-members.ts'

const MOST_SHOWN = 100

/** Throws where an athlete may start no session for an event now: NOT_FOUND where the athlete may not know of it either. */
export const requireOpenEvent = async ({ stores, runtime }: Services, athleteId: string, eventId: string): Promise<void> => {
  const nowMs = runtime.now()
  const event = await awaitProjection(eventId, nowMs, () => stores.clubEvents.get(eventId))
  if (event === null) throw notFound('This event')
  const { clubId } = event
  const membership = await awaitProjection(clubId, nowMs, () => stores.clubMembers.get(clubMemberId(clubId, athleteId)))
  if (membership?.active !== true) {
    throw event.isPublic ? forbidden("Only the club's members take part in its events.") : notFound('This event')
  }
  if (!event.isVirtual) throw badUserInput([{ path: 'input.eventId', message: 'is not a virtual event' }])
  const why = reasonNotOpen(event, nowMs)
  if (why !== null) throw conflict(why)
}

/**
 * ClubEvent.live: by the distance that the viewer sees, so that the order says no more. Null where the event is not virtual, nothing for
 * who is not in its club.
 */
export const liveOfEvent = async (event: ClubEventRow, { loaders }: Context): Promise<readonly LiveSessionRow[] | null> => {
  if (!event.isVirtual) return null
  if (!(await loaders.isInClub.load(event.clubId))) return []
  const ids = await loaders.eventSessions.load(event)
  const rows: LiveSessionRow[] = []
  for (let from = 0; from < ids.length && rows.length < MOST_SHOWN; from += MOST_SHOWN) {
    const portion = await Promise.all(ids.slice(from, from + MOST_SHOWN).map((id) => loaders.liveSession.load(id)))
    rows.push(...portion.filter((row) => row !== null))
  }
  const shown = await Promise.all(
    rows.slice(0, MOST_SHOWN).map(async (row) => ({ row, meters: (await loaders.livePosition(row))?.distanceMeters ?? -1 })),
  )
  return shown.toSorted((a, b) => b.meters - a.meters).map(({ row }) => row)
}
