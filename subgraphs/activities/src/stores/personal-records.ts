import { openProjection } from '@gruppetto/relations'
import type { Database } from '@gruppetto/runtime'
import { rowSchema } from '@gruppetto/runtime'
import { Schema } from 'mongoose'
import type { PersonalRecordsRow } from '../domain/personal-records.ts'

/** Each athlete's records, at most one a distance, running sport and visibility. Shard key: _id, hashed. */
export const openPersonalRecords = (database: Database) => {
  const schema = rowSchema<PersonalRecordsRow>(
    { _id: String, revision: { type: Number, required: true }, entries: { type: Schema.Types.Mixed, required: true } },
    { collection: 'personal_records', versionKey: false },
  )
  return openProjection(database.connection.model<PersonalRecordsRow>('PersonalRecords', schema))
}

export type PersonalRecords = ReturnType<typeof openPersonalRecords>
