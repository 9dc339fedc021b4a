import type { Relation } from '@gruppetto/graph'
import { maySeeSubject, type Subject } from './subjects.ts'

export type FeedKind = 'ACTIVITY' | 'POST'

export interface FeedItemRow {
  readonly _id: string
  readonly kind: FeedKind
  readonly subjectId: string
  readonly athleteId: string
  /** The sport of an activity; null for a post. */
  readonly sport: string | null
  readonly recordedAt: Date
}

/** The place of an item in a feed. The newest is first; items of the same millisecond are sorted by id. */
export interface FeedEntry {
  readonly id: string
  readonly atMs: number
}

export interface FeedFilter {
  readonly kinds: readonly FeedKind[] | null
  readonly sports: readonly string[] | null
}

export const entryOf = ({ _id, recordedAt }: Pick<FeedItemRow, '_id' | 'recordedAt'>): FeedEntry => ({
  id: _id,
  atMs: recordedAt.getTime(),
})

/** The feed item of an activity or post has the same UUID with another prefix, so recording a subject twice makes one item. */
export const feedItemIdOf = (subjectId: string): string => `feed_${subjectId.slice(subjectId.lastIndexOf('_') + 1)}`

/** Sorts the newest first. Ids are ASCII, so Redis and MongoDB sort them the same way. */
export const compareEntries = (a: FeedEntry, b: FeedEntry): number => {
  if (a.atMs !== b.atMs) return b.atMs - a.atMs
  if (a.id === b.id) return 0
  return a.id > b.id ? -1 : 1
}

/** Merges lists that are sorted newest first, without duplicates. Each list needs its first `limit` entries, or all it has. */
export const mergeNewest = (lists: readonly (readonly FeedEntry[])[], limit: number): readonly FeedEntry[] => {
  const sorted = lists.flat().sort(compareEntries)
  return sorted.filter((entry, index) => entry.id !== sorted[index - 1]?.id).slice(0, limit)
}

export const matchesFilter = (item: FeedItemRow, filter: FeedFilter): boolean => {
  if (filter.kinds !== null && !filter.kinds.includes(item.kind)) return false
  return filter.sports === null || (item.sport !== null && filter.sports.includes(item.sport))
}

/** A feed shows the items of the viewer and of the athletes whom the viewer follows, as far as the viewer may see them. */
export const belongsInFeed = (subject: Subject | null, relation: Relation): boolean =>
  subject !== null && (relation.isSelf || relation.viewerFollowsOwner) && maySeeSubject(subject, relation)
