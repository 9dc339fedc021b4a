import { openProjection } from '@gruppetto/relations'
import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { ReplayRow } from '../domain/replay.ts'

/** When a forced replay that is not finished yet began. */
interface ForcedReplayRow {
  /** An athlete's id, or `all`. */
  readonly _id: string
  readonly startedAt: Date
}

/** The progress of replays: one row for each athlete whose activities are being measured again. */
export const openReplays = (database: Database) => {
  const replays = collection<ReplayRow>(database, {
    name: 'replays',
    fields: { _id: 'string', startedAt: 'date', at: 'date', total: 'number', done: 'number', sinceDay: 'string | null' },
    athletes: { ids: { _id: 'delete' }, exported: { not: 'the state of a command' } },
  })
  const forced = collection<ForcedReplayRow>(database, {
    name: 'forced_replays',
    fields: { _id: 'string', startedAt: 'date' },
    athletes: { ids: { _id: 'delete' }, exported: { not: 'the state of a command' } },
  })
  return {
    ...openProjection(replays),
    async remove(athleteId: string, tx: Tx): Promise<void> {
      await replays.deleteOne({ _id: athleteId }, tx)
    },
    /** Returns the replays of athletes that are not finished. */
    async open(limit: number): Promise<readonly ReplayRow[]> {
      return replays.many({}, { limit })
    },
    /** Begins a forced replay, or continues an interrupted one. Returns when it began. */
    async beginForced(scope: string, now: Date): Promise<Date> {
      return (await forced.upsertAndGet({ _id: scope }, { $setOnInsert: { startedAt: now } })).startedAt
    },
    async endForced(scope: string): Promise<void> {
      await forced.deleteOne({ _id: scope })
    },
  }
}

export type Replays = ReturnType<typeof openReplays>
