import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { ErasureLogRow, ErasureRow } from '../domain/erasure.ts'

interface ParticipantRow {
  readonly _id: string
  readonly seenAt: Date
}

/** The erasures that go on, and a line for each that is done. */
export const openErasures = (database: Database) => {
  const erasures = collection<ErasureRow>(database, {
    name: 'erasures',
    fields: {
      _id: 'string',
      handles: 'array',
      email: 'string',
      displayName: 'string',
      closedAt: 'date',
      startedAt: 'date',
      round: 'number',
      reported: 'array',
    },
    athletes: { none: 'it is deleted when the erasure ends' },
  })
  const log = collection<ErasureLogRow>(database, {
    name: 'erasure_log',
    fields: { _id: 'string', closedAt: 'date', startedAt: 'date', finishedAt: 'date' },
    athletes: { none: 'it names nobody' },
  })
  const participants = collection<ParticipantRow>(database, {
    name: 'erasure_participants',
    fields: { _id: 'string', seenAt: 'date' },
    athletes: { none: 'parts of the platform' },
  })
  return {
    /** Whether something beside the subgraphs was ever there that has to erase athletes too. */
    async isParticipant(name: string): Promise<boolean> {
      return participants.exists({ _id: name })
    },
    async addParticipant(name: string, seenAt: Date): Promise<void> {
      await participants.put([{ _id: name, seenAt }])
    },
    async insert(row: ErasureRow, tx: Tx): Promise<void> {
      await erasures.insert([row], tx)
    },
    async get(athleteId: string, tx: Tx): Promise<ErasureRow | null> {
      return erasures.one({ _id: athleteId }, { tx })
    },
    async put(row: ErasureRow, tx: Tx): Promise<void> {
      await erasures.put([row], tx)
    },
    /** Returns the erasures that go on, the oldest first. There are never many. */
    async all(): Promise<readonly ErasureRow[]> {
      return erasures.many({}, { sort: { startedAt: 1, _id: 1 } })
    },
    /** Replaces an erasure by a line that names nobody. Returns false when it was done before. */
    async finish(athleteId: string, line: ErasureLogRow, tx: Tx): Promise<boolean> {
      const isFirst = await erasures.deleteOne({ _id: athleteId }, tx)
      if (isFirst) await log.insert([line], tx)
      return isFirst
    },
  }
}

export type Erasures = ReturnType<typeof openErasures>
