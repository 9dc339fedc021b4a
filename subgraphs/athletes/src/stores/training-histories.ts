import { collection, type Database } from '@gruppetto/runtime'
import type { TrainingHistory } from '../domain/training-profile.ts'
import { openAthleteStates } from './athlete-states.ts'

/** The training profiles of athletes, which their activities are measured with. */
export const openTrainingHistories = (database: Database) =>
  openAthleteStates(
    collection<TrainingHistory>(database, {
      name: 'training_histories',
      fields: { _id: 'string', revision: 'number', profiles: 'array' },
      athletes: { ids: { _id: 'delete' }, exported: 'all' },
    }),
  )

export type TrainingHistories = ReturnType<typeof openTrainingHistories>
