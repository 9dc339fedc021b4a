import { conflict, newId, notFound, requireAthlete, validInput } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import {
  type ClubEventRow,
  cancelReasonInput,
  clubEventInput,
  clubEventState,
  eventStatusAt,
  MOST_EVENTS_TO_COME,
} from '../domain/club-event.ts'
import { requireActor } from './require-club.ts'
import { findClubEvent } from './show-club-events.ts'

/** Creates an event, as the club's owner or admin. */
export const createClubEvent = async (context: Context, input: unknown): Promise<ClubEventRow> => {
  const { athleteId } = requireAthlete(context.caller)
  const { clubEvents } = context.stores
  const nowMs = context.runtime.now()
  const fields = validInput(clubEventInput(nowMs, null), input)
  return context.database.transact(async (tx) => {
    const { club } = await requireActor(context, { clubId: fields.clubId, athleteId, act: 'RUN_EVENTS' }, tx)
    if ((await clubEvents.countToCome(club._id, nowMs, tx)) >= MOST_EVENTS_TO_COME) {
      throw conflict(`The club has ${MOST_EVENTS_TO_COME} events to come: cancel one first, or wait for one to pass.`)
    }
    const event: ClubEventRow = {
      _id: newId('ClubEvent'),
      ...fields,
      cancelledAt: null,
      cancelReason: null,
      createdById: athleteId,
      createdAt: new Date(nowMs),
      revision: 1,
    }
    await clubEvents.insert(event, tx)
    tx.emit('club-event.changed', clubEventState(event, club, nowMs))
    return event
  }, context.origin)
}

/** Changes an event, as the club's owner or admin. When `change` returns null, the event stays as it is. */
const changeEvent = async (
  context: Context,
  id: string,
  change: (event: ClubEventRow, nowMs: number) => Partial<ClubEventRow> | null,
): Promise<ClubEventRow> => {
  const { athleteId } = requireAthlete(context.caller)
  if ((await findClubEvent(context, id)) === null) throw notFound('This event')
  const nowMs = context.runtime.now()
  return context.database.transact(async (tx) => {
    const event = await context.stores.clubEvents.get(id, tx)
    if (event === null) throw notFound('This event')
    const { club } = await requireActor(context, { clubId: event.clubId, athleteId, act: 'RUN_EVENTS' }, tx)
    if (eventStatusAt(event, nowMs) === 'PAST') throw conflict('This event is over.')
    const changed = change(event, nowMs)
    if (changed === null) return event
    const next: ClubEventRow = { ...event, ...changed, revision: event.revision + 1 }
    await context.stores.clubEvents.replace(next, tx)
    tx.emit('club-event.changed', clubEventState(next, club, nowMs))
    return next
  }, context.origin)
}

/** Replaces all fields of an event. Throws CONFLICT once it is over or cancelled. */
export const updateClubEvent = (context: Context, id: string, input: unknown): Promise<ClubEventRow> =>
  changeEvent(context, id, (event, nowMs) => {
    if (event.cancelledAt !== null) throw conflict('This event is cancelled.')
    return validInput(clubEventInput(nowMs, event), input)
  })

/** Cancels an event before its end. Cancelling it again changes nothing; the first reason stays. */
export const cancelClubEvent = async (context: Context, id: string, reason: string | null): Promise<ClubEventRow> => {
  const cancelReason = validInput(cancelReasonInput, reason, 'reason')
  return changeEvent(context, id, (event, nowMs) =>
    event.cancelledAt === null ? { cancelledAt: new Date(nowMs), cancelReason } : null,
  )
}
