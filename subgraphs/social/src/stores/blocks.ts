import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { BlockRow } from '../domain/follow-rules.ts'
import { edgeId } from './follows.ts'
import { type Keyset, olderThan } from './keyset.ts'

/** Athletes block only a few others. The limit keeps a hostile account from slowing down every reader. */
const BLOCKS_READ = 10_000

/** The blocks. Ended ones stay, since they hold the revision. */
export const openBlocks = (database: Database) => {
  const rows = collection<BlockRow>(database, {
    name: 'blocks',
    fields: {
      _id: 'string',
      blockerId: 'string',
      blockedId: 'string',
      blocked: 'boolean',
      revision: 'number',
      changedAt: 'date',
    },
    athletes: { ids: { blockerId: 'delete', blockedId: 'delete' }, exported: { to: ['blockerId'] } },
    indexes: [
      // Serves Viewer.blockedAthletes, newest first, and the athletes who are hidden from a blocker.
      { keys: { blockerId: 1, blocked: 1, changedAt: -1, _id: -1 } },
      // Serves the athletes who are hidden from an athlete because they block that athlete.
      { keys: { blockedId: 1, blocked: 1, blockerId: 1 } },
    ],
    renamed: { sinceMs: 'changedAt' },
  })
  return {
    async get(blockerId: string, blockedId: string, tx: Tx): Promise<BlockRow | null> {
      return rows.one({ _id: edgeId(blockerId, blockedId) }, { tx })
    },
    async put(row: BlockRow, tx: Tx): Promise<void> {
      await rows.put([row], tx)
    },
    /** Returns those of the ids (see edgeId) that are of an active block. */
    async activeAmong(ids: readonly string[], tx?: Tx): Promise<ReadonlySet<string>> {
      if (ids.length === 0) return new Set()
      const found = await rows.many<Pick<BlockRow, '_id'>>({ _id: { $in: ids }, blocked: true }, { fields: { _id: 1 }, tx })
      return new Set(found.map((row) => row._id))
    },
    async by(blockerId: string, after: Keyset | null, limit: number): Promise<readonly BlockRow[]> {
      return rows.many(
        { blockerId, blocked: true, ...olderThan('changedAt', after) },
        { sort: { changedAt: -1, _id: -1 }, limit },
      )
    },
    /** Counts the athletes whom an athlete blocks and who do not block back. */
    async countUnanswered(blockerId: string): Promise<number> {
      const found = await rows.many<Pick<BlockRow, 'blockedId'>>(
        { blockerId, blocked: true },
        { fields: { blockedId: 1 }, limit: BLOCKS_READ },
      )
      const answers = await this.activeAmong(found.map((row) => edgeId(row.blockedId, blockerId)))
      return found.length - answers.size
    },
    /** Returns for each athlete everyone whom the athlete blocked or who blocked the athlete. Needs two commands. */
    async eitherWay(athleteIds: readonly string[]): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
      const limit = BLOCKS_READ * athleteIds.length
      const fields = { blockerId: 1, blockedId: 1 }
      const [blocked, blockers] = await Promise.all([
        rows.many({ blockerId: { $in: athleteIds }, blocked: true }, { fields, limit }),
        rows.many({ blockedId: { $in: athleteIds }, blocked: true }, { fields, limit }),
      ])
      const others = new Map(athleteIds.map((id) => [id, new Set<string>()]))
      for (const { blockerId, blockedId } of blocked) others.get(blockerId)?.add(blockedId)
      for (const { blockerId, blockedId } of blockers) others.get(blockedId)?.add(blockerId)
      return others
    },
  }
}

export type Blocks = ReturnType<typeof openBlocks>
