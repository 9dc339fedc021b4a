import type { EventData } from '@gruppetto/events'
import type { Database, Tx } from '@gruppetto/runtime'
import { Schema } from 'mongoose'

/** An athlete's training profiles: the last athlete.training-profile-changed. */
export interface TrainingProfilesRow extends Omit<EventData<'athlete.training-profile-changed'>, 'athleteId' | 'at'> {
  /** The athlete's id. */
  readonly _id: string
}

/** What activities are measured with, as athletes has it. Shard key: _id, hashed. */
export const openTrainingProfiles = (database: Database) => {
  const schema = new Schema<TrainingProfilesRow>(
    { _id: String, revision: { type: Number, required: true }, profiles: { type: Schema.Types.Mixed, required: true } },
    { collection: 'training_profiles', versionKey: false },
  )
  const model = database.connection.model<TrainingProfilesRow>('TrainingProfiles', schema)
  return {
    async get(athleteId: string, tx?: Tx): Promise<TrainingProfilesRow | null> {
      return model
        .findById(athleteId)
        .session(tx?.session ?? null)
        .lean<TrainingProfilesRow>()
    },
    async put(row: TrainingProfilesRow, tx: Tx): Promise<void> {
      await model.replaceOne({ _id: row._id }, row, { upsert: true, session: tx.session })
    },
    async many(athleteIds: readonly string[]): Promise<ReadonlyMap<string, TrainingProfilesRow>> {
      if (athleteIds.length === 0) return new Map()
      const rows = await model.find({ _id: { $in: athleteIds } }).lean<TrainingProfilesRow[]>()
      return new Map(rows.map((row) => [row._id, row]))
    },
  }
}

export type TrainingProfiles = ReturnType<typeof openTrainingProfiles>
