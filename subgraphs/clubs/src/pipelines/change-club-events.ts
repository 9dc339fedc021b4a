import { conflict, forbidden, newId, notFound, requireAthlete, validInput } from '@gruppetto/graph'
import type { Tx } from '@gruppetto/runtime'
import type { Context } from '../context.ts'
import { type ClubRow, mayAdminister } from '../domain/club.ts'
import { type ClubEventRow, cancelReasonInput, clubEventInput, eventStatusAt, MOST_EVENTS_TO_COME } from '../domain/club-event.ts'
import { visibleClubEvent } from './show-club-events.ts'
import { tellClubEvent } from './tell.ts'

const transact = async <T>(context: Context, work: (tx: Tx) => Promise<T>): Promise<T> => {
  const result = await context.database.transact(work, context.origin)
  context.loaders.forget()
  return result
}

/** The club, for its owner and admins; NOT_FOUND where there is none, FORBIDDEN for all others. */
const administered = async (clubId: string, athleteId: string, { stores }: Context, tx: Tx): Promise<ClubRow> => {
  const club = await stores.clubs.get(clubId, tx)
  if (club === null) throw notFound('This club')
  if (!mayAdminister(await stores.memberships.get(clubId, athleteId, tx))) {
    throw forbidden("Only the club's owner and admins make its events.")
  }
  return club
}

/** By the club's owner and admins. */
export const createClubEvent = async (input: unknown, context: Context): Promise<ClubEventRow> => {
  const { athleteId } = requireAthlete(context.caller)
  const { clubEvents } = context.stores
  const nowMs = context.runtime.now()
  const fields = validInput(clubEventInput(nowMs, null), input)
  return transact(context, async (tx) => {
    const club = await administered(fields.clubId, athleteId, context, tx)
    if ((await clubEvents.countToCome(club._id, nowMs, tx)) >= MOST_EVENTS_TO_COME) {
      throw conflict(`The club has ${MOST_EVENTS_TO_COME} events to come: cancel one first, or wait for one to pass.`)
    }
    const event: ClubEventRow = {
      _id: newId('ClubEvent'),
      ...fields,
      cancelledAtMs: null,
      cancelReason: null,
      createdById: athleteId,
      createdAtMs: nowMs,
      revision: 1,
    }
    await clubEvents.insert(event, tx)
    tellClubEvent(tx, event, club, nowMs)
    return event
  })
}

/** Changes an event by the club's owner and admins; where `change` answers null it stays as it is. */
const changeEvent = async (
  id: string,
  context: Context,
  change: (event: ClubEventRow, nowMs: number) => Partial<ClubEventRow> | null,
): Promise<ClubEventRow> => {
  const { athleteId } = requireAthlete(context.caller)
  if ((await visibleClubEvent(id, context)) === null) throw notFound('This event')
  const nowMs = context.runtime.now()
  return transact(context, async (tx) => {
    const event = await context.stores.clubEvents.get(id, tx)
    if (event === null) throw notFound('This event')
    const club = await administered(event.clubId, athleteId, context, tx)
    if (eventStatusAt(event, nowMs) === 'PAST') throw conflict('This event is over.')
    const changed = change(event, nowMs)
    if (changed === null) return event
    const next: ClubEventRow = { ...event, ...changed, revision: event.revision + 1 }
    await context.stores.clubEvents.replace(next, tx)
    tellClubEvent(tx, next, club, nowMs)
    return next
  })
}

/** The input is the whole event. CONFLICT once it is over or cancelled. */
export const updateClubEvent = (id: string, input: unknown, context: Context): Promise<ClubEventRow> =>
  changeEvent(id, context, (event, nowMs) => {
    if (event.cancelledAtMs !== null) throw conflict('This event is cancelled.')
    return validInput(clubEventInput(nowMs, event), input)
  })

/** Before its end. Twice is once: what was said first stays. */
export const cancelClubEvent = async (id: string, reason: string | null, context: Context): Promise<ClubEventRow> => {
  const cancelReason = validInput(cancelReasonInput, reason, 'reason')
  return changeEvent(id, context, (event, nowMs) =>
    event.cancelledAtMs === null ? { cancelledAtMs: nowMs, cancelReason } : null,
  )
}
