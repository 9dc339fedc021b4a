import { type Database, readRows, rowSchema, type Tx, wholeRows } from '@gruppetto/runtime'
import { compareEntries, type FeedEntry, type FeedFilter, type FeedItemRow } from '../domain/feed.ts'
import { type Keyset, olderThan } from './keyset.ts'

// Above 200 sorted index scans MongoDB gives up merging and sorts all it finds; the merge of the chunks is done here.
const AUTHORS_AT_ONCE = 100
const CHUNKS_AT_ONCE = 4

/** One item for each activity and post; the truth that every feed in Redis can be rebuilt from. */
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
  // A feed rebuilt or read without Redis, and the very followed merged in at read. Shard key: athleteId.
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
    /** The newest items of some athletes after a place in the order. One command for each hundred athletes. */
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
