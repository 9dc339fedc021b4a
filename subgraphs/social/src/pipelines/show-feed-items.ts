import type { Context } from '../context.ts'
import {
  belongsInFeed,
  compareEntries,
  entryOf,
  type FeedEntry,
  type FeedFilter,
  type FeedItemRow,
  feedItemIdOf,
  isOfFeed,
  matchesFilter,
} from '../domain/feed.ts'
import { takesPart } from '../domain/subjects.ts'
import { participationId } from '../stores/participations.ts'
import { showAchievements } from './show-achievements.ts'

/** Whether the viewer may see an item now; of achievements at least one. */
const belongsInFeedNow = async (loaders: Context['loaders'], item: FeedItemRow): Promise<boolean> => {
  const [subject, relation] = await Promise.all([loaders.anySubject(item.subjectId), loaders.relation.load(item.athleteId)])
  if (item.kind !== 'ACHIEVEMENT') {
    return belongsInFeed(subject, relation, item.clubId !== undefined && (await loaders.isInClub(item.clubId)))
  }
  return isOfFeed(relation) && (await showAchievements({ loaders }, item)).length > 0
}

/** Whether an item fits a filter by club: it was written in the club, or outside clubs by one of its members. */
const isOfClub = async (loaders: Context['loaders'], item: FeedItemRow, clubId: string | null): Promise<boolean> => {
  if (clubId === null || item.clubId === clubId) return true
  return item.clubId === undefined && loaders.isMember(participationId(clubId, item.athleteId))
}

/** Returns an item that the viewer asked for and may see now, or null. */
const readItem = async ({ loaders }: Context, filter: FeedFilter, id: string): Promise<FeedItemRow | null> => {
  const item = await loaders.feedItem.load(id)
  // What does not fit is not looked into: a rare sport is found among a thousand items.
  if (item === null || !matchesFilter(item, filter)) return null
  if (!(await isOfClub(loaders, item, filter.clubId))) return null
  const [isShown, muted, reported] = await Promise.all([belongsInFeedNow(loaders, item), loaders.muted(), loaders.reported()])
  return isShown && !muted.has(item.athleteId) && !reported.has(item.subjectId) ? item : null
}

/**
 * Returns the items of the same outing that stand earlier in the viewer's feed. Both athletes take part, and no block separates
 * them: these are the activities that `Activity.together` names.
 */
const earlierCompanions = async (context: Context, filter: FeedFilter, item: FeedItemRow): Promise<readonly FeedItemRow[]> => {
  const { loaders } = context
  const takesPartIn = async ({ subjectId }: FeedItemRow): Promise<boolean> => takesPart(await loaders.activity.load(subjectId))
  if (item.kind !== 'ACTIVITY') return []
  const companionIds = await loaders.companionIds.load(item.subjectId)
  if (companionIds.length === 0 || !(await takesPartIn(item))) return []
  const found = await Promise.all(companionIds.map((id) => readItem(context, filter, feedItemIdOf(id))))
  const earlier = found.filter((other) => other !== null).filter((other) => compareEntries(entryOf(item), entryOf(other)) < 0)
  const isCompany = await Promise.all(
    earlier.map(async (other) => !(await loaders.blockedWith(item.athleteId)).has(other.athleteId) && (await takesPartIn(other))),
  )
  return earlier.filter((_other, index) => isCompany[index])
}

/**
 * Whether another item stands for this one: an earlier one of the same outing, for which no other stands. So each item of an outing
 * is in the feed, or is named by one that is, and this does not depend on the page.
 */
const isRepresented = async (context: Context, filter: FeedFilter, item: FeedItemRow): Promise<boolean> => {
  const earlier = await earlierCompanions(context, filter, item)
  const areFirst = await Promise.all(earlier.map(async (other) => (await earlierCompanions(context, filter, other)).length === 0))
  return areFirst.includes(true)
}

/**
 * Loads the items that the viewer asked for and may see now, with null in the place of each other entry. Activities of one outing
 * are one item. Loads all of them together.
 */
export const showFeedItems = (
  context: Context,
  entries: readonly FeedEntry[],
  filter: FeedFilter,
): Promise<readonly (FeedItemRow | null)[]> =>
  Promise.all(
    entries.map(async ({ id }) => {
      const item = await readItem(context, filter, id)
      return item === null || (await isRepresented(context, filter, item)) ? null : item
    }),
  )
