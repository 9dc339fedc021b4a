import type { CurvePoint, SourceCurve } from '@gruppetto/recordings'
import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { ActivityDetailsRow, SeasonPlace } from '../domain/activity.ts'

interface PowerCurveRow extends SeasonPlace {
  /** The activity's id. */
  readonly _id: string
  /** For each point, its seconds as a 32-bit integer and its watts as a 64-bit float, little-endian. */
  readonly points: Buffer
}

/** The activity that a curve belongs to. */
export interface SeasonSource extends SeasonPlace {
  readonly activityId: string
}

const POINT_BYTES = 12

const pack = (curve: readonly CurvePoint[]): Buffer => {
  const bytes = Buffer.alloc(curve.length * POINT_BYTES)
  for (const [i, { seconds, value }] of curve.entries()) {
    bytes.writeUInt32LE(seconds, i * POINT_BYTES)
    bytes.writeDoubleLE(value, i * POINT_BYTES + 4)
  }
  return bytes
}

const unpack = (bytes: Buffer): CurvePoint[] =>
  Array.from({ length: bytes.length / POINT_BYTES }, (_, i) => ({
    seconds: bytes.readUInt32LE(i * POINT_BYTES),
    value: bytes.readDoubleLE(i * POINT_BYTES + 4),
  }))

/**
 * A copy of the power curves of activities for seasons, which read hundreds of them by athlete and time. The rows belong to the details
 * and are written and deleted with them, one for each activity. A row holds the athlete and the start itself, so readers compare it with
 * nothing else. The points are packed: that takes a third of the bytes and a sixth of the time.
 */
export const openPowerCurves = (database: Database) => {
  const curves = collection<PowerCurveRow>(database, {
    name: 'power_curves',
    fields: { _id: 'string', athleteId: 'string', startedAt: 'date', timeZone: 'string', points: 'binary' },
    athletes: { ids: { athleteId: 'delete' }, exported: { not: 'the details of activities have them' } },
    shardKey: { athleteId: 'hashed' },
    indexes: [
      // Performance.powerCurve and criticalPower: those of an athlete in a range.
      { keys: { athleteId: 1, startedAt: 1 } },
    ],
  })
  return {
    async read(
      athleteId: string,
      { from, to }: { readonly from: Date; readonly to: Date },
    ): Promise<readonly SourceCurve<SeasonSource>[]> {
      const rows = await curves.many({ athleteId, startedAt: { $gte: from, $lt: to } })
      return rows.map(({ _id: activityId, points, ...place }) => ({ source: { activityId, ...place }, points: unpack(points) }))
    },
    insertAtCommit(details: readonly ActivityDetailsRow[], tx: Tx): void {
      curves.insertAtCommit(
        details.flatMap(({ activityId: _id, powerCurve, season }) =>
          powerCurve && season ? [{ _id, ...season, points: pack(powerCurve) }] : [],
        ),
        tx,
      )
    },
    async remove(activityId: string, tx: Tx): Promise<void> {
      await curves.deleteOne({ _id: activityId }, tx)
    },
  }
}
