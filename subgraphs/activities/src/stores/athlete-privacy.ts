import type { EventData } from '@gruppetto/events'
import { openProjection } from '@gruppetto/relations'
import type { Database } from '@gruppetto/runtime'
import { rowSchema } from '@gruppetto/runtime'
import { Schema } from 'mongoose'

/** What others may not see of an athlete's recordings: the last athlete.privacy-changed. */
export interface AthletePrivacyRow extends Omit<EventData<'athlete.privacy-changed'>, 'athleteId' | 'at'> {
  /** The athlete's id. */
  readonly _id: string
}

/** Privacy of recordings, as athletes has it. Shard key: _id, hashed. */
export const openAthletePrivacy = (database: Database) => {
  const schema = rowSchema<AthletePrivacyRow>(
    {
      _id: String,
      revision: { type: Number, required: true },
      hideHeartRate: { type: Boolean, required: true },
      hideStartEndMeters: { type: Number, required: true },
      zones: { type: Schema.Types.Mixed, required: true },
    },
    { collection: 'athlete_privacy', versionKey: false },
  )
  return openProjection(database.connection.model<AthletePrivacyRow>('AthletePrivacy', schema))
}

export type AthletePrivacy = ReturnType<typeof openAthletePrivacy>
