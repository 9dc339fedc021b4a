import type { Database } from '@gruppetto/runtime'
import { rowSchema } from '@gruppetto/runtime'
import { Schema } from 'mongoose'
import type { TrainingHistory } from '../domain/training-profile.ts'
import { openAthleteStates } from './athlete-states.ts'

/** The training profiles of athletes, which their activities are measured with. */
export const openTrainingHistories = (database: Database) => {
  const schema = rowSchema<TrainingHistory>(
    { _id: String, revision: { type: Number, required: true }, profiles: { type: Schema.Types.Mixed, required: true } },
    { collection: 'training_histories', versionKey: false },
  )
  return openAthleteStates(database.connection.model<TrainingHistory>('TrainingHistory', schema))
}

export type TrainingHistories = ReturnType<typeof openTrainingHistories>
