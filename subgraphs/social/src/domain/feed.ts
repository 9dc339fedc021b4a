import type { Relation } from '@gruppetto/graph'
import { clubIdOf, maySeeSubject, type Subject } from './subjects.ts'

export type FeedKind = 'ACTIVITY' | 'POST' | 'ACHIEVEMENT'

export interface FeedItemRow {
  readonly _id: string
  readonly kind: FeedKind
  /** The activity or post. Of achievements their group: an upload, an activity, or one achievement. */
  readonly subjectId: string
  readonly athleteId: string
  /** The sport of an activity; null for a post. */
  readonly sport: string | null
  /**
   * Of an activity, as others than its athlete see them: a filter must not tell more. Null for a post, absent in items from before
   * feeds could be filtered by them.
   */
  readonly distanceMeters?: number | null
  readonly movingSeconds?: number | null
  /** Of a post in a club. Its members read it from here: it is copied into no feed. */
  readonly clubId?: string
  readonly recordedAt: Date
}

/** The place of an item in a feed. The newest is first; items of the same millisecond are sorted by id. */
export interface FeedEntry {
  readonly id: string
  readonly atMs: number
}

/** All conditions hold together; null is no condition. */
export interface FeedFilter {
  readonly kinds: readonly FeedKind[] | null
  readonly sports: readonly string[] | null
  readonly excludeSports: readonly string[] | null
  readonly minDistanceMeters: number | null
  readonly minMovingSeconds: number | null
  /** A club of the viewer: what is written in it, and the items of its members whom the viewer follows. */
  readonly clubId: string | null
}

export const NO_FILTER: FeedFilter = {
  kinds: null,
  sports: null,
  excludeSports: null,
  minDistanceMeters: null,
  minMovingSeconds: null,
  clubId: null,
}

const DAY_MS = 86_400_000

interface Recording {
  readonly startedAtMs: number
  readonly elapsedSeconds: number
  /** When it came in. */
  readonly at: number
}

/** Returns the place of an activity in feeds: when it came in, or when it was done, if that is more than a day earlier. */
export const placeInFeed = ({ startedAtMs, elapsedSeconds, at }: Recording): number =>
  at - (startedAtMs + elapsedSeconds * 1000) > DAY_MS ? startedAtMs : at

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

const isAtLeast = (value: number | null | undefined, min: number | null): boolean => min === null || (value ?? -1) >= min

/** Whether an item fits a filter, apart from the club. */
export const matchesFilter = (item: FeedItemRow, filter: FeedFilter): boolean => {
  const { kinds, sports, excludeSports, minDistanceMeters, minMovingSeconds } = filter
  if (kinds !== null && !kinds.includes(item.kind)) return false
  if (sports !== null && (item.sport === null || !sports.includes(item.sport))) return false
  if (excludeSports !== null && item.sport !== null && excludeSports.includes(item.sport)) return false
  return isAtLeast(item.distanceMeters, minDistanceMeters) && isAtLeast(item.movingSeconds, minMovingSeconds)
}

/**
 * A feed shows the items of the viewer, of the athletes whom the viewer follows, and of the clubs that the viewer is in, as far as the viewer
 * may see them. `isInClub` says whether the viewer is in the club of the subject.
 */
export const belongsInFeed = (subject: Subject | null, relation: Relation, isInClub: boolean): boolean => {
  if (subject === null || !maySeeSubject(subject, relation, isInClub)) return false
  return clubIdOf(subject) === null ? isOfFeed(relation) : isInClub
}

/** Whether an athlete's items are in the viewer's feed. */
export const isOfFeed = (relation: Relation): boolean => relation.isSelf || relation.viewerFollowsOwner
