import type { CurvePoint, SourceCurve } from '@gruppetto/recordings'
import { type Database, rowSchema, type Tx, wholeRows } from '@gruppetto/runtime'
import type { ActivityDetailsRow, SeasonPlace } from '../domain/activity.ts'

interface PowerCurveRow extends SeasonPlace {
  /** The activity's id. */
  readonly _id: string
  /** For each point its seconds as a whole number of 32 bits and its watts as one of 64 with a point, little-endian. */
  readonly points: Buffer
}

/** The activity that a curve is of. */
export interface SeasonSource extends SeasonPlace {
  readonly activityId: string
}

const POINT_BYTES = 12

const packed = (curve: readonly CurvePoint[]): Buffer => {
  const bytes = Buffer.alloc(curve.length * POINT_BYTES)
  for (const [i, { seconds, value }] of curve.entries()) {
    bytes.writeUInt32LE(seconds, i * POINT_BYTES)
    bytes.writeDoubleLE(value, i * POINT_BYTES + 4)
  }
  return bytes
}

const unpacked = (bytes: Buffer): CurvePoint[] =>
  Array.from({ length: bytes.length / POINT_BYTES }, (_, i) => ({
    seconds: bytes.readUInt32LE(i * POINT_BYTES),
    value: bytes.readDoubleLE(i * POINT_BYTES + 4),
  }))

/**
 * The power curves of activities once more, as a season reads them: hundreds at once, by athlete and time. A part of the details, written and removed
 * with them, but one row an activity: it says by itself where it belongs, so that no reader holds anything it could contradict. Packed, since that is
 * a third of the bytes and a sixth of the time of as many points. Shard key: athleteId, hashed.
 */
export const openPowerCurves = (database: Database) => {
  const schema = rowSchema<PowerCurveRow>(
    {
      _id: String,
      athleteId: { type: String, required: true },
      startedAt: { type: Date, required: true },
      timeZone: { type: String, required: true },
      points: { type: Buffer, required: true },
    },
    { collection: 'power_curves', versionKey: false },
  )
  // Performance.powerCurve and criticalPower: those of an athlete in a range.
  schema.index({ athleteId: 1, startedAt: 1 })
  const model = database.connection.model<PowerCurveRow>('PowerCurve', schema)
  const whole = wholeRows(model)
  return {
    async read(
      athleteId: string,
      { from, to }: { readonly from: Date; readonly to: Date },
    ): Promise<readonly SourceCurve<SeasonSource>[]> {
      const rows = await model.collection
        .find<PowerCurveRow>({ athleteId, startedAt: { $gte: from, $lt: to } }, { promoteBuffers: true })
        .toArray()
      return rows.map(({ _id: activityId, points, ...place }) => ({ source: { activityId, ...place }, points: unpacked(points) }))
    },
    async insert(details: readonly ActivityDetailsRow[], tx: Tx): Promise<void> {
      const rows = details.flatMap(({ activityId: _id, powerCurve, season }) =>
        powerCurve && season ? [{ _id, ...season, points: packed(powerCurve) }] : [],
      )
      whole.insert(rows, tx)
    },
    async remove(activityId: string, tx: Tx): Promise<void> {
      await model.deleteOne({ _id: activityId }, { session: tx.session })
    },
  }
}
