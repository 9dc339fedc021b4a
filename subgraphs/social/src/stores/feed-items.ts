import { type Database, readRows, rowSchema, type Tx, wholeRows } from '@gruppetto/runtime'
import { compareEntries, type FeedEntry, type FeedFilter, type FeedItemRow } from '../domain/feed.ts'
import { type Keyset, olderThan } from './keyset.ts'

// MongoDB merges at most 200 sorted index scans; above that it sorts everything it finds. So we read in chunks and merge these here.
const AUTHORS_AT_ONCE = 100
const CHUNKS_AT_ONCE = 4

/** One item for each activity and post. Every feed in Redis can be rebuilt from them. */
export const openFeedItems = (database: Database) => {
  const schema = rowSchema<FeedItemRow>(
    {
      _id: String,
      kind: { type: String, required: true },
      subjectId: { type: String, required: true },
      athleteId: { type: String, required: true },
      sport: { type: String, default: null },
      atMs: { type: Number, required: true },
    },
    { collection: 'feed_items', versionKey: false },
  )
  // Serves feeds that are rebuilt or read without Redis, and the items of very followed athletes. Shard key: athleteId.
  schema.index({ athleteId: 1, atMs: -1, _id: -1 })
  const model = database.connection.model<FeedItemRow>('FeedItem', schema)
  const read = readRows(model)
  const whole = wholeRows(model)
  return {
    async get(id: string, tx: Tx): Promise<FeedItemRow | null> {
      return read.one({ _id: id }, { tx })
    },
    async put(row: FeedItemRow, tx: Tx): Promise<void> {
      whole.put([row], tx)
    },
    async remove(id: string, tx: Tx): Promise<void> {
      await model.deleteOne({ _id: id }, { session: tx.session })
    },
    async many(ids: readonly string[]): Promise<ReadonlyMap<string, FeedItemRow>> {
      return read.byId(ids)
    },
    /** Returns the newest items of some athletes after a place in the order. Needs one command for each hundred athletes. */
    async newestOf(
      athleteIds: readonly string[],
      after: FeedEntry | null,
      limit: number,
      filter: FeedFilter = { kinds: null, sports: null },
    ): Promise<readonly FeedEntry[]> {
      const place: Keyset | null = after
      const wanted = {
        ...(filter.kinds === null ? {} : { kind: { $in: filter.kinds } }),
        ...(filter.sports === null ? {} : { sport: { $in: filter.sports } }),
        ...olderThan('atMs', place),
      }
      const chunks: string[][] = []
      for (let at = 0; at < athleteIds.length; at += AUTHORS_AT_ONCE) chunks.push(athleteIds.slice(at, at + AUTHORS_AT_ONCE))
      let newest: FeedEntry[] = []
      for (let at = 0; at < chunks.length; at += CHUNKS_AT_ONCE) {
        const found = await Promise.all(
          chunks
            .slice(at, at + CHUNKS_AT_ONCE)
            .map((chunk) =>
              read.many<Pick<FeedItemRow, '_id' | 'atMs'>>(
                { athleteId: { $in: chunk }, ...wanted },
                { fields: { atMs: 1 }, sort: { atMs: -1, _id: -1 }, limit },
              ),
            ),
        )
        const entries = found.flat().map((row) => ({ id: row._id, atMs: row.atMs }))
        newest = [...newest, ...entries].sort(compareEntries).slice(0, limit)
      }
      return newest
    },
  }
}

export type FeedItems = ReturnType<typeof openFeedItems>
