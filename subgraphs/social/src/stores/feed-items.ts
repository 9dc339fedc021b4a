import { collection, type Database, type Tx } from '@gruppetto/runtime'
import { compareEntries, entryOf, type FeedEntry, type FeedFilter, type FeedItemRow, NO_FILTER } from '../domain/feed.ts'
import { olderThan } from './keyset.ts'
import { NO_CLUB } from './posts.ts'

// MongoDB merges at most 200 sorted index scans; above that it sorts everything it finds. So we read in chunks and merge these
// here.
const AUTHORS_AT_ONCE = 100
const CHUNKS_AT_ONCE = 4

/** Returns what `matchesFilter` checks, as a condition of a query. */
const conditionsOf = ({ kinds, sports, excludeSports, minDistanceMeters, minMovingSeconds }: FeedFilter) => {
  const sport = {
    ...(sports === null ? {} : { $in: sports }),
    ...(excludeSports === null ? {} : { $nin: excludeSports }),
  }
  return {
    ...(kinds === null ? {} : { kind: { $in: kinds } }),
    ...(Object.keys(sport).length === 0 ? {} : { sport }),
    ...(minDistanceMeters === null ? {} : { distanceMeters: { $gte: minDistanceMeters } }),
    ...(minMovingSeconds === null ? {} : { movingSeconds: { $gte: minMovingSeconds } }),
  }
}

/** One item for each activity and post. Every feed in Redis can be rebuilt from them. */
export const openFeedItems = (database: Database) => {
  const rows = collection<FeedItemRow>(database, {
    name: 'feed_items',
    fields: {
      _id: 'string',
      kind: 'string',
      subjectId: 'string',
      athleteId: 'string',
      sport: 'string | null',
      distanceMeters: 'number | null?',
      movingSeconds: 'number | null?',
      clubId: 'string?',
      recordedAt: 'date',
    },
    athletes: { ids: { athleteId: 'delete' }, exported: { not: 'made of the activities and posts' } },
    shardKey: { athleteId: 1 },
    indexes: [
      // Serves feeds that are rebuilt or read without Redis, and the items of very followed athletes. The filters are applied to the
      // index, so that no item is read that does not fit.
      {
        keys: { athleteId: 1, recordedAt: -1, _id: -1, kind: 1, sport: 1, distanceMeters: 1, movingSeconds: 1, clubId: 1 },
        name: 'of_athletes',
      },
      // What is written in the clubs of a viewer.
      { keys: { clubId: 1, recordedAt: -1, _id: -1 }, only: { clubId: { $gt: NO_CLUB } } },
    ],
    renamed: { atMs: 'recordedAt' },
  })
  return {
    async get(id: string, tx: Tx): Promise<FeedItemRow | null> {
      return rows.one({ _id: id }, { tx })
    },
    putAtCommit(row: FeedItemRow, tx: Tx): void {
      rows.putAtCommit([row], tx)
    },
    async remove(id: string, tx: Tx): Promise<void> {
      await rows.deleteOne({ _id: id }, tx)
    },
    async many(ids: readonly string[]): Promise<ReadonlyMap<string, FeedItemRow>> {
      return rows.byId(ids)
    },
    /** Returns the newest items of some clubs, at most a hundred, after a place in the order. */
    async newestIn(clubIds: readonly string[], after: FeedEntry | null, limit: number): Promise<readonly FeedEntry[]> {
      if (clubIds.length === 0) return []
      const found = await rows.many<Pick<FeedItemRow, '_id' | 'recordedAt'>>(
        { clubId: { $in: clubIds, $gt: NO_CLUB }, ...olderThan('recordedAt', after) },
        { fields: { recordedAt: 1 }, sort: { recordedAt: -1, _id: -1 }, limit },
      )
      return found.map(entryOf)
    },
    /** Returns the newest items of some athletes outside clubs, after a place in the order. Needs one command for each hundred athletes. */
    async newestOf(
      athleteIds: readonly string[],
      after: FeedEntry | null,
      limit: number,
      filter: FeedFilter = NO_FILTER,
    ): Promise<readonly FeedEntry[]> {
      const wanted = { ...conditionsOf(filter), ...olderThan('recordedAt', after) }
      const chunks: string[][] = []
      for (let at = 0; at < athleteIds.length; at += AUTHORS_AT_ONCE) chunks.push(athleteIds.slice(at, at + AUTHORS_AT_ONCE))
      let newest: FeedEntry[] = []
      for (let at = 0; at < chunks.length; at += CHUNKS_AT_ONCE) {
        const found = await Promise.all(
          chunks
            .slice(at, at + CHUNKS_AT_ONCE)
            .map((chunk) =>
              rows.many<Pick<FeedItemRow, '_id' | 'recordedAt'>>(
                { athleteId: { $in: chunk }, clubId: null, ...wanted },
                { fields: { recordedAt: 1 }, sort: { recordedAt: -1, _id: -1 }, limit },
              ),
            ),
        )
        newest = [...newest, ...found.flat().map(entryOf)].sort(compareEntries).slice(0, limit)
      }
      return newest
    },
  }
}

export type FeedItems = ReturnType<typeof openFeedItems>
