import type { Database } from '@gruppetto/runtime'
import { rowSchema } from '@gruppetto/runtime'
import { Schema } from 'mongoose'
import type { RecordingPrivacyRow } from '../domain/recording-privacy.ts'
import { openAthleteStates } from './athlete-states.ts'

/** What athletes hide of their recordings. */
export const openRecordingPrivacy = (database: Database) => {
  const schema = rowSchema<RecordingPrivacyRow>(
    {
      _id: String,
      revision: { type: Number, required: true },
      hideHeartRate: { type: Boolean, required: true },
      hideStartEndMeters: { type: Number, required: true },
      zones: { type: Schema.Types.Mixed, required: true },
    },
    { collection: 'recording_privacy', versionKey: false },
  )
  return openAthleteStates(database.connection.model<RecordingPrivacyRow>('RecordingPrivacy', schema))
}

export type RecordingPrivacyStore = ReturnType<typeof openRecordingPrivacy>
