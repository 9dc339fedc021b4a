import { type Database, readRows, rowSchema, type Tx } from '@gruppetto/runtime'
import { type GearRow, MAX_GEAR } from '../domain/gear.ts'

/** Bikes and shoes; what they have gone is the sum of their activities. Shard key: athleteId, hashed; lookups by id are broadcast, bounded by one row. */
export const openGear = (database: Database) => {
  const schema = rowSchema<GearRow>(
    {
      _id: String,
      athleteId: { type: String, required: true },
      revision: { type: Number, required: true },
      name: { type: String, required: true },
      kind: { type: String, required: true },
      retireAtMeters: { type: Number, default: null },
      retired: { type: Boolean, required: true },
      productId: { type: String, default: null },
      toldAtMeters: { type: Number, default: null },
      createdAt: { type: Date, required: true },
    },
    { collection: 'gear', versionKey: false },
  )
  // Viewer.gear: one athlete's, in use first, newest first.
  schema.index({ athleteId: 1, retired: 1, _id: -1 })
  const model = database.connection.model<GearRow>('Gear', schema)
  const read = readRows(model)

  return {
    async get(id: string, tx?: Tx): Promise<GearRow | null> {
      return read.one({ _id: id }, { tx })
    },
    async many(ids: readonly string[]): Promise<readonly GearRow[]> {
      return read.many({ _id: { $in: ids } })
    },
    async ofAthlete(athleteId: string): Promise<readonly GearRow[]> {
      return read.many({ athleteId }, { sort: { retired: 1, _id: -1 }, limit: MAX_GEAR })
    },
    async count(athleteId: string, tx: Tx): Promise<number> {
      return read.count({ athleteId }, tx)
    },
    async insert(row: GearRow, tx: Tx): Promise<void> {
      await model.insertMany([row], { session: tx.session })
    },
    /** Writes a row's next revision; throws when somebody wrote it meanwhile, which inside a transaction means a bug. */
    async replace(row: GearRow, tx: Tx): Promise<void> {
      const result = await model.replaceOne({ _id: row._id, revision: row.revision - 1 }, row, { session: tx.session })
      if (result.matchedCount !== 1) throw new Error(`gear ${row._id} has no revision ${row.revision - 1}`)
    },
  }
}

export type Gear = ReturnType<typeof openGear>
