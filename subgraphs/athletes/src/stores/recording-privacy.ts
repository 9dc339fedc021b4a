import { collection, type Database } from '@gruppetto/runtime'
import type { RecordingPrivacyRow } from '../domain/recording-privacy.ts'
import { openAthleteStates } from './athlete-states.ts'

/** What athletes hide of their recordings. */
export const openRecordingPrivacy = (database: Database) =>
  openAthleteStates(
    collection<RecordingPrivacyRow>(database, {
      name: 'recording_privacy',
      fields: {
        _id: 'string',
        revision: 'number',
        hideHeartRate: 'boolean',
        hideStartEndMeters: 'number',
        zones: 'array',
        recordingsForStatistics: 'boolean?',
      },
      athletes: { ids: { _id: 'delete' }, exported: 'all' },
    }),
  )

export type RecordingPrivacyStore = ReturnType<typeof openRecordingPrivacy>
