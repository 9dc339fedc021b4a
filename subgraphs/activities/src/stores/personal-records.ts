import { openProjection } from '@gruppetto/relations'
import { collection, type Database } from '@gruppetto/runtime'
import type { PersonalRecordsRow } from '../domain/personal-records.ts'

/** The records of each athlete, and the first runs: at most one for each distance, running sport and visibility. */
export const openPersonalRecords = (database: Database) =>
  openProjection(
    collection<PersonalRecordsRow>(database, {
      name: 'personal_records',
      fields: { _id: 'string', revision: 'number', entries: 'array', firsts: 'array?' },
      athletes: { ids: { _id: 'delete' }, exported: 'all' },
    }),
  )

export type PersonalRecords = ReturnType<typeof openPersonalRecords>
