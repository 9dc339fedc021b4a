import { conflict, newId, notFound, requireAthlete, validInput } from '@gruppetto/graph'
import type { Tx } from '@gruppetto/runtime'
import type { Context } from '../context.ts'
import type { ClubRow } from '../domain/club.ts'
import {
  type ClubEventRow,
  cancelReasonInput,
  clubEventInput,
  clubEventState,
  ENDLESS,
  eventStatusAt,
  MOST_EVENTS_TO_COME,
} from '../domain/club-event.ts'
import { cancelOccurrences, type OccurrenceRow } from '../domain/occurrence.ts'
import { planOccurrences } from '../domain/plan-occurrences.ts'
import type { Services } from '../services.ts'
import { commitEvent, commitOccurrences } from './commit-event.ts'
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
      madeUntil: ENDLESS,
      cancelledAt: null,
      cancelReason: null,
      createdById: athleteId,
      createdAt: new Date(nowMs),
      revision: 1,
    }
    const occurrences = planOccurrences({ event, slots: [event.startsAt], known: [] })
    await commitEvent(context, { event, club, occurrences }, tx)
    return event
  }, context.origin)
}

interface Change {
  readonly event: ClubEventRow
  /** Those that are new or have changed. */
  readonly occurrences: readonly OccurrenceRow[]
}

/** Decides on a change of an event that is not over. `known` are its occurrences that are not over. Null leaves it as it is. */
type Decide = (event: ClubEventRow, known: readonly OccurrenceRow[], nowMs: number) => Change | null

/** Changes an event, as the club's owner or admin. */
const changeEvent = async (context: Context, id: string, decide: Decide): Promise<ClubEventRow> => {
  const { athleteId } = requireAthlete(context.caller)
  if ((await findClubEvent(context, id)) === null) throw notFound('This event')
  const nowMs = context.runtime.now()
  return context.database.transact(async (tx) => {
    const event = await context.stores.clubEvents.get(id, tx)
    if (event === null) throw notFound('This event')
    const { club } = await requireActor(context, { clubId: event.clubId, athleteId, act: 'RUN_EVENTS' }, tx)
    if (eventStatusAt(event, nowMs) === 'PAST') throw conflict('This event is over.')
    const known = await context.stores.occurrences.toCome(id, new Date(nowMs), tx)
    const change = decide({ ...event, revision: event.revision + 1 }, known, nowMs)
    if (change === null) return event
    await commitEvent(context, { ...change, club }, tx)
    return change.event
  }, context.origin)
}

/** Replaces all fields of an event. Throws CONFLICT once it is over or cancelled. */
export const updateClubEvent = (context: Context, id: string, input: unknown): Promise<ClubEventRow> =>
  changeEvent(context, id, (before, known, nowMs) => {
    if (before.cancelledAt !== null) throw conflict('This event is cancelled.')
    const event = { ...before, ...validInput(clubEventInput(nowMs, before), input) }
    return { event, occurrences: planOccurrences({ event, slots: [event.startsAt], known }) }
  })

/** Cancels an event before its end. Cancelling it again changes nothing; the first reason stays. */
export const cancelClubEvent = async (context: Context, id: string, reason: string | null): Promise<ClubEventRow> => {
  const cancelReason = validInput(cancelReasonInput, reason, 'reason')
  return changeEvent(context, id, (event, known, nowMs) => {
    if (event.cancelledAt !== null) return null
    const cancellation = { cancelledAt: new Date(nowMs), cancelReason }
    const occurrences = cancelOccurrences(known, { ...cancellation, cancelledWithSeries: true })
    return { event: { ...event, ...cancellation }, occurrences }
  })
}

/** Cancels the events of a club that dissolves. Those that are over stay as they are. */
export const cancelEventsOf = async (services: Services, club: ClubRow, tx: Tx): Promise<void> => {
  const { clubEvents, occurrences } = services.stores
  const nowMs = services.runtime.now()
  const cancelledAt = new Date(nowMs)
  for (const event of await clubEvents.cancelToCome(club._id, nowMs, tx)) {
    tx.emit('club-event.changed', clubEventState(event, club, nowMs))
    const known = await occurrences.toCome(event._id, cancelledAt, tx)
    const cancellation = { cancelledAt, cancelReason: null, cancelledWithSeries: true }
    await commitOccurrences(services, cancelOccurrences(known, cancellation), tx)
  }
}
