import { badUserInput, conflict, notFound, requireAthlete } from '@gruppetto/graph'
import type { Tx } from '@gruppetto/runtime'
import type { Context } from '../context.ts'
import type { AuditAction } from '../domain/audit.ts'
import { type ClubEventRow, eventStatusAt } from '../domain/club-event.ts'
import { withEdit } from '../domain/date-edit.ts'
import { type OccurrenceRow, occurrenceId } from '../domain/occurrence.ts'
import { RecurrenceProblem } from '../domain/recurrence.ts'
import type { ChangedEvent, EventPlan } from '../domain/series.ts'
import type { SeriesScope } from '../domain/values.ts'
import { commitEvent } from './commit-event.ts'
import { recordAct } from './record-act.ts'
import { requireActor } from './require-club.ts'
import { findClubEvent } from './show-club-events.ts'
import { commitDates, datesToCome } from './write-dates.ts'

/** What of an event is meant: all of it, one date, or one and those after it. */
export interface EventTarget {
  readonly id: string
  /** The name of a date; null for the whole event. */
  readonly occurrence: Date | null
  readonly scope: SeriesScope
}

/** Checks that a date is named where one is meant, and only there: nobody should change a whole series for want of a word. */
export const checkTarget = ({ occurrence, scope }: EventTarget): void => {
  if (occurrence === null && scope !== 'ALL') throw badUserInput([{ path: 'occurrence', message: `is needed for ${scope}` }])
  if (occurrence !== null && scope === 'ALL') {
    throw badUserInput([{ path: 'scope', message: 'must be ONE or FOLLOWING where an occurrence is named' }])
  }
}

const requireDate = async ({ stores }: Context, id: string, occurrence: Date, nowMs: number, tx: Tx): Promise<OccurrenceRow> => {
  const stored = await stores.occurrences.get(occurrenceId(id, occurrence), tx)
  if (stored === null) throw notFound('This date')
  const row = withEdit(stored, (await stores.dateEdits.many([stored._id], tx)).get(stored._id))
  if (row.slotAt === null) throw notFound('This date')
  if (row.overAt.getTime() <= nowMs) throw conflict('This date is over.', 'EVENT_OVER')
  return row
}

interface Edit {
  readonly target: EventTarget
  readonly action: AuditAction
  /**
   * Decides on the change. `date` is the one that is meant, or null for the whole event. Null leaves everything as it is, and
   * `event` as it was given leaves the event itself.
   */
  decide(changed: ChangedEvent, date: OccurrenceRow | null, tx: Tx): EventPlan | null | Promise<EventPlan | null>
  /** Works on the event once the change is written. */
  after?(event: ClubEventRow, tx: Tx): Promise<void>
}

/** Changes an event that is not over, as the club's owner or admin. The revision of `event` is the next one already. */
export const editEvent = async (context: Context, { target, action, decide, after }: Edit): Promise<ClubEventRow> => {
  const { athleteId } = requireAthlete(context.caller)
  const { id, occurrence, scope } = target
  if ((await findClubEvent(context, id)) === null) throw notFound('This event')
  const nowMs = context.runtime.now()
  const { clubEvents } = context.stores
  return context.database.transact(async (tx) => {
    const before = await clubEvents.get(id, tx)
    if (before === null) throw notFound('This event')
    const { club } = await requireActor(context, { clubId: before.clubId, athleteId, act: 'RUN_EVENTS' }, tx)
    if (before.moderation?.isTakenDown) throw conflict('Moderators have removed this event.', 'EVENT_REMOVED')
    if (eventStatusAt(before, nowMs) === 'PAST') throw conflict('This event is over.', 'EVENT_OVER')
    const date = occurrence === null ? null : await requireDate(context, id, occurrence, nowMs, tx)
    const known = await datesToCome(context, id, nowMs, tx)
    const event = { ...before, revision: before.revision + 1 }
    const plan = await decide({ event, known, nowMs }, date, tx)
    if (plan === null) return before
    if (plan.event === event) await commitDates(context, id, plan.occurrences, tx)
    else await commitEvent(context, { ...plan, club }, tx)
    await after?.(plan.event, tx)
    const note = occurrence === null ? null : `${scope} ${occurrence.toISOString()}`
    recordAct(context, { clubId: club._id, actorId: athleteId, action, subjectId: id, note }, tx)
    return plan.event === event ? before : plan.event
  }, context.origin)
}

/** Says that a rule is not sound as the problem of the input that it is. */
export const withProblemAs = <Result>(path: string, plan: () => Result): Result => {
  try {
    return plan()
  } catch (error) {
    throw error instanceof RecurrenceProblem ? badUserInput([{ path, message: error.message }]) : error
  }
}
