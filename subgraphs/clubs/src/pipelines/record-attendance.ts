import { badUserInput, conflict, notFound, requireAthlete, validInput } from '@gruppetto/graph'
import { z } from 'zod'
import type { Context } from '../context.ts'
import { newAttendance } from '../domain/attendance.ts'
import type { ClubEventRow } from '../domain/club-event.ts'
import { isCalledOff, occurrenceId } from '../domain/occurrence.ts'
import { rsvpId } from '../domain/rsvp.ts'
import { recordAct } from './record-act.ts'
import { requireActor } from './require-club.ts'
import { findClubEvent } from './show-club-events.ts'

const athleteIdsInput = z
  .array(z.string())
  .min(1, 'must name somebody')
  .max(200, 'must be at most 200')
  .transform((ids) => [...new Set(ids)])

interface AttendanceArguments {
  readonly eventId: string
  readonly occurrence?: Date | null
  readonly athleteIds: readonly string[]
  readonly attended?: boolean | null
}

/** Says of members of the club whether they took part in a date that has begun. Null takes it back. */
export const recordAttendance = async (context: Context, args: AttendanceArguments): Promise<ClubEventRow> => {
  const byId = requireAthlete(context.caller).athleteId
  const athleteIds = validInput(athleteIdsInput, args.athleteIds, 'athleteIds')
  const event = await findClubEvent(context, args.eventId)
  if (event === null) throw notFound('This event')
  const dateId = args.occurrence
    ? occurrenceId(event._id, args.occurrence)
    : (await context.loaders.nextOccurrences.load(event._id))?._id
  const { attendances, memberships, occurrences } = context.stores
  await context.database.transact(async (tx) => {
    await requireActor(context, { clubId: event.clubId, athleteId: byId, act: 'RECORD_ATTENDANCE' }, tx)
    const occurrence = dateId === undefined ? null : await occurrences.get(dateId, tx)
    if (occurrence === null) throw notFound('This date of the event')
    if (isCalledOff(occurrence)) throw conflict('This event is cancelled.', 'EVENT_CANCELLED')
    if (occurrence.startsAt.getTime() > context.runtime.now()) throw conflict('This event has not begun.', 'EVENT_NOT_BEGUN')
    const members = new Set(await memberships.activeAmong(event.clubId, athleteIds, tx))
    const known = await attendances.many(
      athleteIds.map((athleteId) => rsvpId(occurrence._id, athleteId)),
      tx,
    )
    const rows = athleteIds.map((athleteId, index) => {
      const row = known.get(rsvpId(occurrence._id, athleteId))
      if (row === undefined && !members.has(athleteId)) {
        throw badUserInput([{ path: `athleteIds.${index}`, message: 'is not a member of the club' }])
      }
      return { ...(row ?? newAttendance(occurrence, athleteId)), attended: args.attended ?? null, saidById: byId }
    })
    await attendances.put(rows, tx)
    const said = args.attended === true ? 'attended' : args.attended === false ? 'did not attend' : 'not said'
    const note = `${athleteIds.length} ${said}, ${occurrence.startsAt.toISOString()}`
    recordAct(context, { clubId: event.clubId, actorId: byId, action: 'ATTENDANCE_RECORDED', subjectId: event._id, note }, tx)
    tx.afterCommit(() => context.eventHints.hint(event._id))
  }, context.origin)
  return event
}
