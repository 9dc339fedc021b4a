import type { Relation } from '@gruppetto/graph'
import { maySeeSubject, type Subject } from './subjects.ts'

export type FeedKind = 'ACTIVITY' | 'POST'

export interface FeedItemRow {
  readonly _id: string
  readonly kind: FeedKind
  readonly subjectId: string
  readonly athleteId: string
  /** Of an activity; null for a post. */
  readonly sport: string | null
  readonly atMs: number
}

/** Where an item stands in a feed: newest first, and by id among those of one millisecond. */
export interface FeedEntry {
  readonly id: string
  readonly atMs: number
}

export interface FeedFilter {
  readonly kinds: readonly FeedKind[] | null
  readonly sports: readonly string[] | null
}

/** An activity or post has one feed item, whose id is the same UUID under another prefix: so recording it twice makes one. */
export const feedItemIdOf = (subjectId: string): string => `feed_${subjectId.slice(subjectId.lastIndexOf('_') + 1)}`

/** Negative when `a` stands before (is newer than) `b`. Ids are ASCII, so this is also the order of Redis and MongoDB. */
export const compareEntries = (a: FeedEntry, b: FeedEntry): number => {
  if (a.atMs !== b.atMs) return b.atMs - a.atMs
  if (a.id === b.id) return 0
  return a.id > b.id ? -1 : 1
}

/** The first `limit` of several lists, each newest first and each cut at `limit` or at its end, without doubles. */
export const mergeNewest = (lists: readonly (readonly FeedEntry[])[], limit: number): readonly FeedEntry[] => {
  const sorted = lists.flat().sort(compareEntries)
  return sorted.filter((entry, index) => entry.id !== sorted[index - 1]?.id).slice(0, limit)
}

export const matchesFilter = (item: FeedItemRow, filter: FeedFilter): boolean => {
  if (filter.kinds !== null && !filter.kinds.includes(item.kind)) return false
  return filter.sports === null || (item.sport !== null && filter.sports.includes(item.sport))
}

/** A feed shows what the viewer may see of those the viewer follows, and the viewer's own. */
export const belongsInFeed = (subject: Subject | null, relation: Relation): boolean =>
  subject !== null && (relation.isSelf || relation.viewerFollowsOwner) && maySeeSubject(subject, relation)
