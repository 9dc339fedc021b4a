import { type Database, readRows, rowSchema, type Tx } from '@gruppetto/runtime'
import type { BlockRow } from '../domain/follow-rules.ts'
import { edgeId } from './follows.ts'
import { type Keyset, olderThan } from './keyset.ts'

/** An athlete blocks few; the bound keeps a hostile account from costing every reader. */
const BLOCKS_READ = 10_000

/** The blocks. Ended ones stay, since they hold the revision. */
export const openBlocks = (database: Database) => {
  const schema = rowSchema<BlockRow>(
    {
      _id: String,
      blockerId: { type: String, required: true },
      blockedId: { type: String, required: true },
      blocked: { type: Boolean, required: true },
      revision: { type: Number, required: true },
      sinceMs: { type: Number, required: true },
    },
    { collection: 'blocks', versionKey: false },
  )
  // Viewer.blockedAthletes, newest first; whom to leave out of what an athlete reads.
  schema.index({ blockerId: 1, blocked: 1, sinceMs: -1, _id: -1 })
  // All who block an athlete: whom to leave out of what that athlete reads.
  schema.index({ blockedId: 1, blocked: 1, blockerId: 1 })
  const model = database.connection.model<BlockRow>('Block', schema)
  const read = readRows(model)
  return {
    async get(blockerId: string, blockedId: string, tx: Tx): Promise<BlockRow | null> {
      return read.one({ _id: edgeId(blockerId, blockedId) }, { tx })
    },
    async put(row: BlockRow, tx: Tx): Promise<void> {
      await model.replaceOne({ _id: row._id }, row, { upsert: true, session: tx.session })
    },
    /** The ids among `ids` (see edgeId) whose block stands. */
    async standingAmong(ids: readonly string[], tx?: Tx): Promise<ReadonlySet<string>> {
      if (ids.length === 0) return new Set()
      const rows = await read.many<Pick<BlockRow, '_id'>>({ _id: { $in: ids }, blocked: true }, { fields: { _id: 1 }, tx })
      return new Set(rows.map((row) => row._id))
    },
    async by(blockerId: string, after: Keyset | null, limit: number): Promise<readonly BlockRow[]> {
      return read.many({ blockerId, blocked: true, ...olderThan('sinceMs', after) }, { sort: { sinceMs: -1, _id: -1 }, limit })
    },
    /** How many an athlete blocks who do not block back. */
    async countUnanswered(blockerId: string): Promise<number> {
      const rows = await read.many<Pick<BlockRow, 'blockedId'>>(
        { blockerId, blocked: true },
        { fields: { blockedId: 1 }, limit: BLOCKS_READ },
      )
      const answers = await this.standingAmong(rows.map((row) => edgeId(row.blockedId, blockerId)))
      return rows.length - answers.size
    },
    /** For each athlete, everyone whom they blocked or who blocked them. Two commands, whatever the number. */
    async eitherWay(athleteIds: readonly string[]): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
      const limit = BLOCKS_READ * athleteIds.length
      const [made, met] = await Promise.all([
        read.many({ blockerId: { $in: athleteIds }, blocked: true }, { fields: { blockerId: 1, blockedId: 1 }, limit }),
        read.many({ blockedId: { $in: athleteIds }, blocked: true }, { fields: { blockerId: 1, blockedId: 1 }, limit }),
      ])
      const others = new Map(athleteIds.map((id) => [id, new Set<string>()]))
      for (const { blockerId, blockedId } of made) others.get(blockerId)?.add(blockedId)
      for (const { blockerId, blockedId } of met) others.get(blockedId)?.add(blockerId)
      return others
    },
  }
}

export type Blocks = ReturnType<typeof openBlocks>
