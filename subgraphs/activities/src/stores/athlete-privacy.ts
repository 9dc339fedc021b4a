import type { EventData } from '@gruppetto/events'
import type { Database, Tx } from '@gruppetto/runtime'
import { Schema } from 'mongoose'

/** What others may not see of an athlete's recordings: the last athlete.privacy-changed. */
export interface AthletePrivacyRow extends Omit<EventData<'athlete.privacy-changed'>, 'athleteId' | 'at'> {
  /** The athlete's id. */
  readonly _id: string
}

/** Privacy of recordings, as athletes has it. Shard key: _id, hashed. */
export const openAthletePrivacy = (database: Database) => {
  const schema = new Schema<AthletePrivacyRow>(
    {
      _id: String,
      revision: { type: Number, required: true },
      hideHeartRate: { type: Boolean, required: true },
      hideStartEndMeters: { type: Number, required: true },
      zones: { type: Schema.Types.Mixed, required: true },
    },
    { collection: 'athlete_privacy', versionKey: false },
  )
  const model = database.connection.model<AthletePrivacyRow>('AthletePrivacy', schema)
  return {
    async get(athleteId: string, tx?: Tx): Promise<AthletePrivacyRow | null> {
      return model
        .findById(athleteId)
        .session(tx?.session ?? null)
        .lean<AthletePrivacyRow>()
    },
    async put(row: AthletePrivacyRow, tx: Tx): Promise<void> {
      await model.replaceOne({ _id: row._id }, row, { upsert: true, session: tx.session })
    },
    async many(athleteIds: readonly string[]): Promise<ReadonlyMap<string, AthletePrivacyRow>> {
      if (athleteIds.length === 0) return new Map()
      const rows = await model.find({ _id: { $in: athleteIds } }).lean<AthletePrivacyRow[]>()
      return new Map(rows.map((row) => [row._id, row]))
    },
  }
}

export type AthletePrivacy = ReturnType<typeof openAthletePrivacy>
