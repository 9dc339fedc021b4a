import { randomUUID } from 'node:crypto'
import { badUserInput, type Connection, filteredPage, notFound, type PageArguments, pageRequest } from '@gruppetto/graph'
import { counter } from '@gruppetto/runtime'
import type { Context } from '../context.ts'
import { compareEntries, type FeedEntry, type FeedFilter, type FeedItemRow, mergeNewest } from '../domain/feed.ts'
import type { FeedPage } from '../stores/feeds.ts'
import { edgeId } from '../stores/follows.ts'
import { cursorOf, KEYSET_CURSOR, keysetOf } from '../stores/keyset.ts'
import { participationId } from '../stores/participations.ts'
import { viewerFeatures } from './feature-context.ts'
import { showAchievements } from './show-achievements.ts'
import { showFeedItems } from './show-feed-items.ts'

export interface FeedArguments extends PageArguments {
  readonly filter?: { readonly [Name in keyof FeedFilter]?: FeedFilter[Name] | undefined } | null
}

interface FeedReader {
  readonly viewerId: string
  readonly filter: FeedFilter
  /** The very followed athletes whom the viewer follows. Their items are not in the feed and are merged in. */
  readonly mergedIds: readonly string[]
  /** The clubs whose posts are merged in. */
  readonly clubIds: readonly string[]
  readonly epoch: number
  /** Loads the viewer and the athletes whom the viewer follows, once, and only when Redis has no answer. */
  loadAuthors(): Promise<readonly string[]>
  /** Loads those of them whose items may fit the filter. */
  loadWantedAuthors(): Promise<readonly string[]>
  /** The feed, if this read has built it. */
  built: FeedPage | null
}

const findFollowees = async (context: Context, viewerId: string, ids: readonly string[]): Promise<readonly string[]> => {
  const rows = await context.stores.follows.many(ids.map((id) => edgeId(viewerId, id)))
  return [...rows.values()].filter((row) => row.state === 'FOLLOWING').map((row) => row.followeeId)
}

const keepMembers = async ({ loaders }: Context, clubId: string, athleteIds: readonly string[]): Promise<readonly string[]> => {
  const areMembers = await Promise.all(athleteIds.map((id) => loaders.isMember(participationId(clubId, id))))
  return athleteIds.filter((_id, index) => areMembers[index])
}

/** Of how many clubs a feed shows the posts: those that the viewer has joined last. */
const MOST_CLUBS = 100

const findClubs = async (
  { stores }: Context,
  viewerId: string,
  { clubId, kinds, sports }: FeedFilter,
): Promise<readonly string[]> => {
  if (sports !== null || (kinds !== null && !kinds.includes('POST'))) return []
  return clubId === null ? stores.participations.groupsOf(viewerId, 'CLUB', MOST_CLUBS) : [clubId]
}

const openReader = async (context: Context, viewerId: string, filter: FeedFilter): Promise<FeedReader> => {
  const [own, veryFollowed, clubIds] = await Promise.all([
    context.loaders.following.load(viewerId),
    context.stores.veryFollowed.load(),
    findClubs(context, viewerId, filter),
  ])
  let authors: Promise<readonly string[]> | null = null
  const loadAuthors = (): Promise<readonly string[]> => {
    authors ??= context.stores.follows.followeeIds(viewerId).then((ids) => [viewerId, ...ids])
    return authors
  }
  const { clubId } = filter
  return {
    viewerId,
    filter,
    mergedIds: await findFollowees(context, viewerId, [...veryFollowed.keys()]),
    clubIds,
    epoch: own?.feedEpoch ?? 0,
    loadAuthors,
    async loadWantedAuthors() {
      const all = await loadAuthors()
      return clubId === null ? all : keepMembers(context, clubId, all)
    },
    built: null,
  }
}

/**
 * Builds the viewer's feed from MongoDB. The marker is set before MongoDB is read, so that nothing fanned out meanwhile is lost.
 */
const buildFeed = async (context: Context, reader: FeedReader): Promise<FeedPage | null> => {
  const { stores, settings } = context
  const marker = await stores.feeds.begin(reader.viewerId, randomUUID())
  if (marker === null) return null
  const entries = await stores.feedItems.newestOf(await reader.loadAuthors(), null, settings.feedSize)
  await stores.feeds.finish(reader.viewerId, marker, reader.epoch, entries)
  return { entries, isWhole: entries.length < settings.feedSize }
}

const reads = counter({
  name: 'gruppetto_feed_reads_total',
  meaning: 'Reads of the next items of a feed.',
  labels: {
    source:
      '`kept` (it was in Redis), `built` (it was built in Redis from MongoDB) or `database` (Redis had no answer, or does not keep items as old)',
  },
})

const pageOfBuilt = (built: FeedPage, after: FeedEntry | null, limit: number): FeedPage => ({
  entries: built.entries.filter((entry) => after === null || compareEntries(after, entry) < 0).slice(0, limit),
  isWhole: built.isWhole,
})

const readKeptPage = async (
  context: Context,
  reader: FeedReader,
  after: FeedEntry | null,
  limit: number,
): Promise<FeedPage | null> => {
  if (reader.built !== null) return pageOfBuilt(reader.built, after, limit)
  const page = await context.stores.feeds.page(reader.viewerId, reader.epoch, after, limit)
  if (page !== null) return page
  reader.built = await buildFeed(context, reader)
  return reader.built === null ? null : pageOfBuilt(reader.built, after, limit)
}

const readEntriesOfAthletes = async (
  context: Context,
  reader: FeedReader,
  after: FeedEntry | null,
  limit: number,
): Promise<readonly FeedEntry[]> => {
  const { feedItems } = context.stores
  const kept = await readKeptPage(context, reader, after, limit)
  if (kept === null || (kept.entries.length < limit && !kept.isWhole)) {
    reads.add({ source: 'database' })
    return feedItems.newestOf(await reader.loadWantedAuthors(), after, limit, reader.filter)
  }
  reads.add({ source: reader.built === null ? 'kept' : 'built' })
  if (reader.mergedIds.length === 0) return kept.entries
  return mergeNewest([kept.entries, await feedItems.newestOf(reader.mergedIds, after, limit)], limit)
}

/**
 * Reads the ids of the next items, newest first; fewer than `limit` only at the end. Those of athletes come from Redis, with the items of
 * very followed ones merged in. Beyond what Redis keeps, and when it does not answer, they come from MongoDB, which is slower. The posts of
 * clubs are always read from MongoDB, so that a post in a large club is written once.
 */
const readEntries = async (
  context: Context,
  reader: FeedReader,
  after: FeedEntry | null,
  limit: number,
): Promise<readonly FeedEntry[]> => {
  const [ofAthletes, ofClubs] = await Promise.all([
    readEntriesOfAthletes(context, reader, after, limit),
    context.stores.feedItems.newestIn(reader.clubIds, after, limit),
  ])
  return ofClubs.length === 0 ? ofAthletes : mergeNewest([ofAthletes, ofClubs], limit)
}

const nullIfEmpty = <T>(list: readonly T[] | null | undefined): readonly T[] | null =>
  list === null || list === undefined || list.length === 0 ? null : list

/** Checks a filter. Throws BAD_USER_INPUT, and NOT_FOUND for a club of which the viewer is no member. */
const readFilter = async ({ loaders }: Context, given: FeedArguments['filter']): Promise<FeedFilter> => {
  const { kinds, sports, excludeSports, minDistanceMeters = null, minMovingSeconds = null, clubId = null } = given ?? {}
  const negative = Object.entries({ minDistanceMeters, minMovingSeconds }).filter(([, value]) => value !== null && value < 0)
  if (negative.length > 0)
    throw badUserInput(negative.map(([name]) => ({ path: `filter.${name}`, message: 'must not be negative' })))
  if (clubId !== null && !(await loaders.isInClub(clubId))) throw notFound('This club')
  const lists = { kinds: nullIfEmpty(kinds), sports: nullIfEmpty(sports), excludeSports: nullIfEmpty(excludeSports) }
  return { ...lists, minDistanceMeters, minMovingSeconds, clubId }
}

/** Returns the filter that holds until a client asks for another one; an empty filter is one. */
const filterAtFirst = async (context: Context, viewerId: string): Promise<FeedArguments['filter']> => {
  const who = await viewerFeatures(context, viewerId)
  const variant = await context.features.variantOf('feed-kinds', who)
  return variant === 'activities' ? { kinds: ['ACTIVITY'] } : null
}

/**
 * Reads the viewer's feed: first ids, then the items that the rules allow. The activity or post of an item is checked again where
 * it is resolved.
 */
export const readFeed = async (context: Context, viewerId: string, args: FeedArguments): Promise<Connection<FeedItemRow>> => {
  const page = pageRequest(args, KEYSET_CURSOR)
  const filter = await readFilter(context, args.filter ?? (await filterAtFirst(context, viewerId)))
  const reader = await openReader(context, viewerId, filter)
  const connection = await filteredPage(page, {
    read: (after, limit) => readEntries(context, reader, keysetOf(after), limit),
    show: (entries) => showFeedItems(context, entries, filter),
    keyOf: cursorOf,
  })
  if (page.after === null) await context.stores.feeds.touch(viewerId)
  return connection
}

/** Returns an item whose activity or post the viewer may see now, or null. An item of a muted athlete is in no feed. */
export const findFeedItem = async (context: Context, id: string): Promise<FeedItemRow | null> => {
  const { loaders, viewerId } = context
  const item = viewerId === null ? null : await loaders.feedItem.load(id)
  if (item === null || (await loaders.muted()).has(item.athleteId)) return null
  if (item.kind === 'ACHIEVEMENT') return (await showAchievements(context, item)).length > 0 ? item : null
  return (await loaders.subject(item.subjectId)) === null ? null : item
}
