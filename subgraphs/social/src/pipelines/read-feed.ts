import { randomUUID } from 'node:crypto'
import { type Connection, filteredPage, pageRequest } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import {
  belongsInFeed,
  compareEntries,
  type FeedEntry,
  type FeedFilter,
  type FeedItemRow,
  matchesFilter,
  mergeNewest,
} from '../domain/feed.ts'
import type { FeedPage } from '../stores/feeds.ts'
import { edgeId } from '../stores/follows.ts'
import { cursorOf, KEYSET_CURSOR, keysetOf } from '../stores/keyset.ts'

export interface FeedArguments {
  readonly first?: number | null
  readonly after?: string | null
  readonly filter?: {
    readonly kinds?: FeedFilter['kinds'] | undefined
    readonly sports?: FeedFilter['sports'] | undefined
  } | null
}

interface FeedReader {
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

const openReader = async (context: Context, viewerId: string, filter: FeedFilter): Promise<FeedReader> => {
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
const skeleton = async (
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

/** The items that the viewer asked for and may see now, each in the place of its entry. Everything is read at once, whatever the number. */
const visibleItems = (context: Context, entries: readonly FeedEntry[], filter: FeedFilter): Promise<(FeedItemRow | null)[]> => {
  const { loaders } = context
  return Promise.all(
    entries.map(async ({ id }) => {
      const item = await loaders.feedItem.load(id)
      if (item === null) return null
      const [subject, relation] = await Promise.all([loaders.anySubject(item.subjectId), loaders.relation.load(item.athleteId)])
      return matchesFilter(item, filter) && belongsInFeed(subject, relation) ? item : null
    }),
  )
}

const someOf = <T>(list: readonly T[] | null | undefined): readonly T[] | null =>
  list === null || list === undefined || list.length === 0 ? null : list

/**
 * The viewer's feed: the ids (skeleton), then the items behind them that the rules let through. An item's activity or post is resolved, and
 * checked again, where it is asked for.
 */
export const readFeed = async (context: Context, viewerId: string, args: FeedArguments): Promise<Connection<FeedItemRow>> => {
  const page = pageRequest(args, KEYSET_CURSOR)
  const filter = { kinds: someOf(args.filter?.kinds), sports: someOf(args.filter?.sports) }
  const reader = await openReader(context, viewerId, filter)
  const connection = await filteredPage(page, {
    read: (after, limit) => skeleton(context, reader, keysetOf(after), limit),
    show: (entries) => visibleItems(context, entries, filter),
    keyOf: cursorOf,
  })
  if (page.after === null) await context.stores.feeds.touch(viewerId)
  return connection
}
