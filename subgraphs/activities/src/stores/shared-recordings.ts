import { collection, type Database, type Tx } from '@gruppetto/runtime'

/** A recording that its athlete has given for statistics. */
export interface SharedRecordingRow {
  /** The activity's id. */
  readonly _id: string
  readonly athleteId: string
  /** The samples that were given last. */
  readonly samplesRevision: number
}

export const openSharedRecordings = (database: Database) => {
  const shared = collection<SharedRecordingRow>(database, {
    name: 'shared_recordings',
    fields: { _id: 'string', athleteId: 'string', samplesRevision: 'number' },
    athletes: { ids: { athleteId: 'delete' }, exported: 'all' },
    shardKey: { _id: 'hashed' },
  })
  return {
    async get(activityId: string, tx?: Tx): Promise<SharedRecordingRow | null> {
      return shared.one({ _id: activityId }, { tx })
    },
    async put(row: SharedRecordingRow, tx: Tx): Promise<void> {
      await shared.put([row], tx)
    },
    async remove(activityId: string): Promise<void> {
      await shared.deleteOne({ _id: activityId })
    },
  }
}

export type SharedRecordings = ReturnType<typeof openSharedRecordings>
