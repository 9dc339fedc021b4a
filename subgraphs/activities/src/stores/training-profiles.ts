import type { EventData } from '@gruppetto/events'
import { openProjection } from '@gruppetto/relations'
import type { Database } from '@gruppetto/runtime'
import { rowSchema } from '@gruppetto/runtime'
import { Schema } from 'mongoose'

/** An athlete's training profiles: the last athlete.training-profile-changed. */
export interface TrainingProfilesRow extends Omit<EventData<'athlete.training-profile-changed'>, 'athleteId' | 'at'> {
  /** The athlete's id. */
  readonly _id: string
}

/** What activities are measured with, as athletes has it. Shard key: _id, hashed. */
export const openTrainingProfiles = (database: Database) => {
  const schema = rowSchema<TrainingProfilesRow>(
    { _id: String, revision: { type: Number, required: true }, profiles: { type: Schema.Types.Mixed, required: true } },
    { collection: 'training_profiles', versionKey: false },
  )
  return openProjection(database.connection.model<TrainingProfilesRow>('TrainingProfiles', schema))
}

export type TrainingProfiles = ReturnType<typeof openTrainingProfiles>
