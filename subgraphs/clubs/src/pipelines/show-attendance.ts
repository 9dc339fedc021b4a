import {
  type CursorKey,
  EMPTY_CONNECTION,
  filteredPage,
  maySeeActivity,
  maySeeCard,
  type PageArguments,
  pageRequest,
} from '@gruppetto/graph'
import type { Context } from '../context.ts'
import type { AttendanceRow } from '../domain/attendance.ts'
import { isActive } from '../domain/club.ts'
import type { OccurrenceRow } from '../domain/occurrence.ts'
import { mayAct, roleOf } from '../domain/roles.ts'

/** Returns the recording of an athlete for a date, where the viewer may see the activity. */
const shownRecording = async ({ loaders }: Context, { athleteId, recording }: AttendanceRow) =>
  recording !== null && maySeeActivity(recording.visibility, await loaders.relations.load(athleteId)) ? recording : null

const showAttendance = async (context: Context, row: AttendanceRow) => {
  const [recording, relation] = await Promise.all([shownRecording(context, row), context.loaders.relations.load(row.athleteId)])
  return {
    athlete: maySeeCard(relation) ? { id: row.athleteId } : null,
    attended: row.attended,
    activity: recording === null ? null : { id: recording.activityId },
  }
}

/**
 * Lists of whom it is said whether they took part in a date, and whose recordings suggest it. Null for all but those who run events. A
 * recording that the viewer may not see suggests nothing.
 */
export const listAttendance = async (context: Context, occurrence: OccurrenceRow | null, args: PageArguments) => {
  const { loaders, stores } = context
  if (occurrence === null) return null
  const membership = await loaders.viewerMemberships.load(occurrence.clubId)
  if (!mayAct('RECORD_ATTENDANCE', roleOf(membership))) return null
  const except = [...(await loaders.blocked.load('viewer'))]
  return filteredPage(pageRequest({ first: args.first, after: args.after }, ['string']), {
    read: (after, limit) =>
      stores.attendances.ofDate({ occurrenceId: occurrence._id, except, afterId: String(after?.[0] ?? '') }, limit),
    show: (rows: readonly AttendanceRow[]) =>
      Promise.all(
        rows.map(async (row) => {
          const shown = await showAttendance(context, row)
          return shown.attended === null && shown.activity === null ? null : shown
        }),
      ),
    keyOf: (row) => [row._id],
  })
}

const placeOf = ([distanceMeters, movingSeconds, id]: CursorKey) => ({
  distanceMeters: Number(distanceMeters),
  movingSeconds: Number(movingSeconds),
  id: String(id),
})

/** Lists the results of a virtual event: the activities made for it that the viewer may see, to members of the club. */
export const listResults = async (context: Context, occurrence: OccurrenceRow | null, args: PageArguments) => {
  const page = pageRequest({ first: args.first, after: args.after }, ['number', 'number', 'string'])
  if (occurrence === null || !isActive(await context.loaders.viewerMemberships.load(occurrence.clubId))) return EMPTY_CONNECTION
  return filteredPage(page, {
    read: (after, limit) => context.stores.attendances.results(occurrence._id, after && placeOf(after), limit),
    show: (rows: readonly AttendanceRow[]) =>
      Promise.all(
        rows.map(async (row) => {
          const recording = await shownRecording(context, row)
          if (recording === null) return null
          const { activityId, distanceMeters, movingSeconds } = recording
          return { athlete: { id: row.athleteId }, activity: { id: activityId }, distanceMeters, movingSeconds }
        }),
      ),
    keyOf: (row) => [row.recording?.distanceMeters ?? 0, row.recording?.movingSeconds ?? 0, row._id],
  })
}
