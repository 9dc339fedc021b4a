import { behind, collection, type Database, type Tx } from '@gruppetto/runtime'
import type { AttendanceRow } from '../domain/attendance.ts'
import { rsvpId } from '../domain/rsvp.ts'

/** The farthest first; of two as far, the faster. */
const BY_RESULT = { 'recording.distanceMeters': -1, 'recording.movingSeconds': 1, _id: 1 } as const

interface ResultPlace {
  readonly distanceMeters: number
  readonly movingSeconds: number
  readonly id: string
}

/** Who took part in the dates of events. */
export const openAttendances = (database: Database) => {
  const attendances = collection<AttendanceRow>(database, {
    name: 'attendances',
    fields: {
      _id: 'string',
      occurrenceId: 'string',
      eventId: 'string',
      clubId: 'string',
      athleteId: 'string',
      attended: 'boolean | null',
      saidById: 'string | null',
      recording: 'object | null',
    },
    athletes: { ids: { athleteId: 'delete', saidById: 'forget' }, exported: { to: ['athleteId'], without: ['saidById'] } },
    shardKey: { occurrenceId: 'hashed' },
    indexes: [
      // ClubEvent.attendance.
      { keys: { occurrenceId: 1, _id: 1 } },
      // ClubEvent.results.
      {
        keys: { occurrenceId: 1, 'recording.isResult': 1, 'recording.distanceMeters': -1, 'recording.movingSeconds': 1, _id: 1 },
        name: 'results',
      },
      // What an activity that changes is the recording of.
      { keys: { 'recording.activityId': 1 } },
    ],
  })
  return {
    async get(occurrenceId: string, athleteId: string, tx: Tx): Promise<AttendanceRow | null> {
      return attendances.one({ _id: rsvpId(occurrenceId, athleteId) }, { tx })
    },
    /** By rsvpId. */
    async many(ids: readonly string[], tx?: Tx): Promise<ReadonlyMap<string, AttendanceRow>> {
      return attendances.byId(ids, { tx })
    },
    async put(rows: readonly AttendanceRow[], tx: Tx): Promise<void> {
      await attendances.put(rows, tx)
    },
    /** Returns the rows that have an activity as their recording. */
    async ofActivity(activityId: string, tx: Tx): Promise<readonly AttendanceRow[]> {
      return attendances.many({ 'recording.activityId': activityId }, { tx })
    },
    async ofDate(
      { occurrenceId, except, afterId }: { occurrenceId: string; except: readonly string[]; afterId: string },
      limit: number,
    ): Promise<readonly AttendanceRow[]> {
      const filter = { occurrenceId, athleteId: { $nin: except }, _id: { $gt: afterId } }
      return attendances.many(filter, { sort: { _id: 1 }, limit })
    },
    async results(occurrenceId: string, after: ResultPlace | null, limit: number): Promise<readonly AttendanceRow[]> {
      const place = after && {
        'recording.distanceMeters': after.distanceMeters,
        'recording.movingSeconds': after.movingSeconds,
        _id: after.id,
      }
      const there = { occurrenceId, 'recording.isResult': true }
      return attendances.many({ $and: [there, behind(BY_RESULT, place)] }, { sort: BY_RESULT, limit })
    },
  }
}

export type Attendances = ReturnType<typeof openAttendances>
