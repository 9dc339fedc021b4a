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

/** Returns the item of each id that the viewer asked for and may see now, and null in the place of each other one. */
const readItems = async (
  { loaders }: Context,
  filter: FeedFilter,
  ids: readonly string[],
): Promise<readonly (FeedItemRow | null)[]> => {
  const found = await Promise.all(ids.map((id) => loaders.feedItem.load(id)))
  // What does not fit is not looked into: a rare sport is found among a thousand items.
  const fits = (item: FeedItemRow | null): item is FeedItemRow => item !== null && matchesFilter(item, filter)
  const fitting = found.filter(fits)
  const areOfClub =
    filter.clubId === null ? null : await Promise.all(fitting.map((item) => isOfClub(loaders, item, filter.clubId)))
  const wanted = areOfClub === null ? fitting : fitting.filter((_item, index) => areOfClub[index])
  if (wanted.length === 0) return found.map(() => null)
  const [belong, muted, reported] = await Promise.all([
    Promise.all(wanted.map((item) => belongsInFeedNow(loaders, item))),
    loaders.muted(),
    loaders.reported(),
  ])
  const shown = new Set(
    wanted.filter((item, index) => belong[index] && !muted.has(item.athleteId) && !reported.has(item.subjectId)),
  )
  return found.map((item) => (item !== null && shown.has(item) ? item : null))
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
  const found = await readItems(context, filter, companionIds.map(feedItemIdOf))
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
export const showFeedItems = async (
  context: Context,
  entries: readonly FeedEntry[],
  filter: FeedFilter,
): Promise<readonly (FeedItemRow | null)[]> => {
  const { companionIds } = context.loaders
  const ids = entries.map(({ id }) => id)
  const items = await readItems(context, filter, ids)
  const activities = items.flatMap((item) => (item?.kind === 'ACTIVITY' ? [item] : []))
  const companions = await Promise.all(activities.map((item) => companionIds.load(item.subjectId)))
  // Few activities have company.
  const inCompany = activities.filter((_item, index) => companions[index]?.length !== 0)
  const areRepresented = await Promise.all(inCompany.map((item) => isRepresented(context, filter, item)))
  const represented = new Set<FeedItemRow | null>(inCompany.filter((_item, index) => areRepresented[index]))
  return items.map((item) => (represented.has(item) ? null : item))
}
