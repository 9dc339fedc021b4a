import { randomUUID } from 'node:crypto'
import type { Context } from '../../context.ts'
import { compareEntries, type FeedEntry, type FeedFilter, mergeNewest } from '../../domain/feed.ts'
import type { FeedPage } from '../../stores/feeds.ts'
import { edgeId } from '../../stores/follows.ts'

export interface FeedReader {
  readonly viewerId: string
  readonly filter: FeedFilter
  /** The very followed whom the viewer follows: their items are in nobody's feed. */
  readonly mergedIds: readonly string[]
  readonly epoch: number
  /** Whom the viewer follows, and the viewer: read once, and only where Redis has no answer. */
  authors(): Promise<readonly string[]>
  /** The feed as just built, for the rest of this read. */
  built: FeedPage | null
}

const followedAmong = async (context: Context, viewerId: string, ids: readonly string[]): Promise<readonly string[]> => {
  const rows = await context.stores.follows.many(ids.map((id) => edgeId(viewerId, id)))
  return [...rows.values()].filter((row) => row.state === 'FOLLOWING').map((row) => row.followeeId)
}

export const openReader = async (context: Context, viewerId: string, filter: FeedFilter): Promise<FeedReader> => {
  const [own, veryFollowed] = await Promise.all([context.loaders.following.load(viewerId), context.stores.veryFollowed.since()])
  let authors: Promise<readonly string[]> | null = null
  return {
    viewerId,
    filter,
    mergedIds: await followedAmong(context, viewerId, [...veryFollowed.keys()]),
    epoch: own?.feedEpoch ?? 0,
    authors() {
      authors ??= context.stores.follows.followeeIds(viewerId).then((ids) => [viewerId, ...ids])
      return authors
    },
    built: null,
  }
}

/** Builds the viewer's feed from MongoDB. The marker stands before MongoDB is read, so that nothing fanned out meanwhile is lost. */
const build = async (context: Context, reader: FeedReader): Promise<FeedPage | null> => {
  const { stores, settings } = context
  const marker = await stores.feeds.begin(reader.viewerId, randomUUID())
  if (marker === null) return null
  const entries = await stores.feedItems.newestOf(await reader.authors(), null, settings.kept)
  await stores.feeds.finish(reader.viewerId, marker, reader.epoch, entries)
  return { entries, isWhole: entries.length < settings.kept }
}

const pageOfBuilt = (built: FeedPage, after: FeedEntry | null, limit: number): FeedPage => ({
  entries: built.entries.filter((entry) => after === null || compareEntries(after, entry) < 0).slice(0, limit),
  isWhole: built.isWhole,
})

const keptPage = async (
  context: Context,
  reader: FeedReader,
  after: FeedEntry | null,
  limit: number,
): Promise<FeedPage | null> => {
  if (reader.built !== null) return pageOfBuilt(reader.built, after, limit)
  const page = await context.stores.feeds.page(reader.viewerId, reader.epoch, after, limit)
  if (page !== null) return page
  reader.built = await build(context, reader)
  return reader.built === null ? null : pageOfBuilt(reader.built, after, limit)
}

/**
 * The ids of the next items, newest first; fewer than `limit` only at the very end. From Redis as long as it reaches, with the very
 * followed merged in; beyond that, and where Redis does not answer, from MongoDB: slower and just as right.
 */
export const skeleton = async (
  context: Context,
  reader: FeedReader,
  after: FeedEntry | null,
  limit: number,
): Promise<readonly FeedEntry[]> => {
  const { feedItems } = context.stores
  const kept = await keptPage(context, reader, after, limit)
  if (kept === null || (kept.entries.length < limit && !kept.isWhole)) {
    return feedItems.newestOf(await reader.authors(), after, limit, reader.filter)
  }
  if (reader.mergedIds.length === 0) return kept.entries
  return mergeNewest([kept.entries, await feedItems.newestOf(reader.mergedIds, after, limit)], limit)
}
