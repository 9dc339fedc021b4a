import { badUserInput, broken, conflict, newId, requireAthlete, validInput } from '@gruppetto/graph'
import type { Tx } from '@gruppetto/runtime'
import type { Context } from '../context.ts'
import { type ClubEventRow, clubEventInput, ENDLESS, MOST_EVENTS_TO_COME, overAtOf } from '../domain/club-event.ts'
import { editOccurrence } from '../domain/edit-occurrence.ts'
import type { OccurrenceRow } from '../domain/occurrence.ts'
import { type ChangedEvent, type EventPlan, editAll, editFollowing, planEvent } from '../domain/series.ts'
import type { ClubEventInput } from '../generated/resolvers.ts'
import type { Services } from '../services.ts'
import { commitEvent } from './commit-event.ts'
import { checkTarget, type EventTarget, editEvent, withProblemAs } from './edit-event.ts'
import { forgetUnusedRoutes, giveRoute, prepareRoute } from './event-routes.ts'
import { recordAct } from './record-act.ts'
import { requireActor } from './require-club.ts'

/** Throws CONFLICT when a club has as many events to come as it may have. */
export const requireRoomForEvent = async ({ runtime, stores }: Services, clubId: string, tx: Tx): Promise<void> => {
  if ((await stores.clubEvents.countToCome(clubId, runtime.now(), tx)) < MOST_EVENTS_TO_COME) return
  throw conflict(
    `The club has ${MOST_EVENTS_TO_COME} events to come: cancel one first, or wait for one to pass.`,
    'TOO_MANY_EVENTS',
    { max: MOST_EVENTS_TO_COME },
  )
}

const isSeries = ({ recurrence }: ClubEventInput): boolean => (recurrence ?? '').trim() !== ''

/** Creates an event, as the club's owner or admin. */
export const createClubEvent = async (context: Context, input: ClubEventInput): Promise<ClubEventRow> => {
  const { athleteId } = requireAthlete(context.caller)
  const nowMs = context.runtime.now()
  const fields = validInput(clubEventInput(nowMs, null, isSeries(input)), input)
  const route = await prepareRoute(context, input)
  return context.database.transact(async (tx) => {
    const { club } = await requireActor(context, { clubId: fields.clubId, athleteId, act: 'RUN_EVENTS' }, tx)
    await requireRoomForEvent(context, club._id, tx)
    const eventId = newId('ClubEvent')
    const routeId = await giveRoute(context, route, { eventId, clubId: club._id, athleteId, presentId: null }, tx)
    const created: ClubEventRow = {
      _id: eventId,
      ...fields,
      routeId,
      madeUntil: ENDLESS,
      cancelledAt: null,
      cancelReason: null,
      createdById: athleteId,
      createdAt: new Date(nowMs),
      revision: 1,
    }
    const plan = planEvent(created, [], nowMs)
    if (plan.occurrences.length === 0)
      throw badUserInput([{ path: 'input.recurrence', ...broken('IN_THE_PAST', 'has no date to come') }])
    await commitEvent(context, { ...plan, club }, tx)
    recordAct(context, { clubId: club._id, actorId: athleteId, action: 'EVENT_CREATED', subjectId: created._id }, tx)
    return plan.event
  }, context.origin)
}

/** Edits one date. The rule is not read, and the time zone stays that of the series. */
const updateOne = (
  { event, nowMs }: ChangedEvent,
  date: OccurrenceRow,
  input: ClubEventInput,
  routeId: string | null,
): EventPlan => {
  const known = { clubId: event.clubId, startsAt: date.startsAt }
  const fields = validInput(clubEventInput(nowMs, known), { ...input, recurrence: null })
  if (fields.timeZone !== event.timeZone) {
    throw badUserInput([{ path: 'input.timeZone', message: 'must be that of the series for one of its dates' }])
  }
  return { event, occurrences: [editOccurrence(event, date, { ...fields, routeId })] }
}

/** Replaces all fields of an event, of one of its dates, or of one and those after it. Throws CONFLICT for what is cancelled. */
export const updateClubEvent = async (context: Context, target: EventTarget, input: ClubEventInput): Promise<ClubEventRow> => {
  const { athleteId } = requireAthlete(context.caller)
  checkTarget(target)
  const route = await prepareRoute(context, input)
  return editEvent(context, {
    target,
    action: 'EVENT_CHANGED',
    decide: async (changed, date, tx) => {
      const { event, nowMs } = changed
      if (event.cancelledAt !== null) throw conflict('This event is cancelled.', 'EVENT_CANCELLED')
      if (date !== null && date.cancelledAt !== null) throw conflict('This date is cancelled.', 'EVENT_CANCELLED')
      const presentId = (date ?? event).routeId ?? null
      const about = { eventId: event._id, clubId: event.clubId, athleteId, presentId }
      const routeId = await giveRoute(context, route, about, tx)
      if (date !== null && target.scope === 'ONE' && event.recurrence) return updateOne(changed, date, input, routeId)
      const known = date === null ? event : { ...event, startsAt: date.startsAt }
      const fields = validInput(clubEventInput(nowMs, known, isSeries(input)), input)
      const after: ClubEventRow = { ...event, ...fields, routeId, overAt: overAtOf(fields), recurrenceBeforeCancel: null }
      return withProblemAs('input.recurrence', () =>
        date === null || !event.recurrence ? editAll(changed, after) : editFollowing(changed, date, after),
      )
    },
    after: (event, tx) => (route === 'KEEP' ? Promise.resolve() : forgetUnusedRoutes(context, event, tx)),
  })
}
