import { collection, type Database, type Tx } from '@gruppetto/runtime'
import { edgeId } from './follows.ts'
import { type Keyset, olderThan } from './keyset.ts'

/** One athlete hears nothing of another one. Only the muter ever learns of it, so no event carries it. */
export interface MuteRow {
  /** `<muter>:<muted>`. */
  readonly _id: string
  readonly muterId: string
  readonly mutedId: string
  /** When it ends by itself; far in the future when it has no end. */
  readonly mutedUntil: Date
  readonly mutedAt: Date
}

/** The most mutes of one athlete that a request reads. */
export const MUTES_READ = 2_000

export const openMutes = (database: Database) => {
  const rows = collection<MuteRow>(database, {
    name: 'mutes',
    fields: { _id: 'string', muterId: 'string', mutedId: 'string', mutedUntil: 'date', mutedAt: 'date' },
    athletes: { ids: { muterId: 'delete', mutedId: 'delete' }, exported: { to: ['muterId'] } },
    shardKey: { muterId: 1 },
    indexes: [
      // Serves Viewer.mutedAthletes, newest first, and all whom a reader of a feed has muted.
      { keys: { muterId: 1, mutedAt: -1, _id: -1 } },
      // Removes the mutes that are over.
      { keys: { mutedUntil: 1 }, expireAfterSeconds: 0 },
    ],
  })
  return {
    async put(row: MuteRow, tx: Tx): Promise<void> {
      await rows.put([row], tx)
    },
    async remove(muterId: string, mutedId: string, tx: Tx): Promise<void> {
      await rows.deleteOne({ _id: edgeId(muterId, mutedId) }, tx)
    },
    /** Returns those of the ids (see edgeId) that are of an active mute. */
    async activeAmong(ids: readonly string[], now: Date, tx: Tx): Promise<ReadonlySet<string>> {
      return new Set((await rows.byId(ids, { where: { mutedUntil: { $gt: now } }, fields: { _id: 1 }, tx })).keys())
    },
    async isMuted(muterId: string, mutedId: string, now: Date, tx: Tx): Promise<boolean> {
      return rows.exists({ _id: edgeId(muterId, mutedId), mutedUntil: { $gt: now } }, tx)
    },
    /** Returns until when the athlete has muted others, by their ids. */
    async activeOf(muterId: string, now: Date): Promise<ReadonlyMap<string, Date>> {
      const found = await rows.many<Pick<MuteRow, 'mutedId' | 'mutedUntil'>>(
        { muterId, mutedUntil: { $gt: now } },
        { fields: { mutedId: 1, mutedUntil: 1 }, sort: { mutedAt: -1, _id: -1 }, limit: MUTES_READ },
      )
      return new Map(found.map((row) => [row.mutedId, row.mutedUntil]))
    },
    async page(muterId: string, now: Date, after: Keyset | null, limit: number): Promise<readonly MuteRow[]> {
      return rows.many(
        { muterId, mutedUntil: { $gt: now }, ...olderThan('mutedAt', after) },
        { sort: { mutedAt: -1, _id: -1 }, limit },
      )
    },
    async count(muterId: string, now: Date, tx: Tx): Promise<number> {
      return rows.count({ muterId, mutedUntil: { $gt: now } }, tx)
    },
  }
}

export type Mutes = ReturnType<typeof openMutes>
