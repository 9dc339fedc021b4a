import type { EventData } from '@gruppetto/events'
import { openProjection } from '@gruppetto/relations'
import { collection, type Database } from '@gruppetto/runtime'

/** An athlete's training profiles: the last athlete.training-profile-changed. */
export interface TrainingProfilesRow extends Omit<EventData<'athlete.training-profile-changed'>, 'athleteId' | 'at'> {
  /** The athlete's id. */
  readonly _id: string
}

/** A projection of the training profiles, which athletes owns. Metrics are computed with them. */
export const openTrainingProfiles = (database: Database) =>
  openProjection(
    collection<TrainingProfilesRow>(database, {
      name: 'training_profiles',
      fields: { _id: 'string', revision: 'number', profiles: 'array' },
      athletes: { ids: { _id: 'delete' }, exported: { not: 'a copy of what athletes exports' } },
    }),
  )

export type TrainingProfiles = ReturnType<typeof openTrainingProfiles>
