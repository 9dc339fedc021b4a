import type { NotificationKind } from '../generated/resolvers.ts'
import type { Subject } from './subjects.ts'

export const ACTORS_SHOWN = 3

export type SubjectKind = 'activity' | 'post' | 'comment' | 'challenge' | 'segment' | 'upload' | 'gear'
/** The ids of what a notification is about, by kind; each is checked again when it is read. */
export type Subjects = Readonly<Partial<Record<SubjectKind, string>>>

export interface NotificationRow {
  readonly _id: string
  /** Whom it is for. */
  readonly athleteId: string
  readonly kind: NotificationKind
  /** Like events share it; among the unread ones of an athlete it is unique. */
  readonly groupKey: string
  readonly unread: boolean
  readonly readAtMs: number | null
  readonly atMs: number
  readonly revision: number
  /** The latest first, at most three. */
  readonly actorIds: readonly string[]
  /** Distinct actors. */
  readonly actorCount: number
  readonly subjects: Subjects
  /** What only the event knew, by name: a file's name, why it failed, what gear is called. */
  readonly words: Readonly<Record<string, string>>
}

/** One event of a group: a kudos, a comment, a follow. Kept apart from the notification, so that a group has no size limit. */
export interface NotificationEntryRow {
  /** `<notification>:<source>`. */
  readonly _id: string
  readonly notificationId: string
  readonly recipientId: string
  readonly groupKey: string
  readonly actorId: string
  /** Whose the thing is that it is about; null where it is about none. */
  readonly ownerId: string | null
  /** What made it: the comment's id, else the actor's. */
  readonly sourceId: string
  readonly atMs: number
  /** When it was taken back: kept for a while, so that the same done again is not told as new. */
  readonly overAt: Date | null
}

/** The same by the same athlete, taken back and done again, is told anew after this long at the earliest. */
const TELL_AGAIN_MS = 24 * 3600 * 1000

export interface Repetition {
  /** False where the recipient has been told: read or not, that stands. */
  readonly tell: boolean
  /** Nobody is called: what comes back had been told of shortly before. */
  readonly isQuiet: boolean
  /** Events in older notifications, which the new one stands for. */
  readonly replaces: readonly NotificationEntryRow[]
}

/** What to make of a notice, by what was told before of the same by the same athlete: one act stands in one notification at most. */
export const repetitionOf = (notice: Notice, earlier: readonly NotificationEntryRow[]): Repetition => {
  const standing = earlier.filter((entry) => !entry.overAt)
  const isSoon = earlier.some((entry) => notice.atMs - entry.atMs < TELL_AGAIN_MS)
  return { tell: !isSoon || standing.length === 0, isQuiet: isSoon, replaces: standing }
}

/** Something to tell one athlete. */
export interface Notice {
  readonly kind: NotificationKind
  readonly recipientId: string
  /** Who did it; null where nobody is named. */
  readonly actorId: string | null
  readonly groupKey: string
  /** Told apart within the group: the same source twice is one. A comment's id, else the actor's. */
  readonly sourceId: string
  readonly atMs: number
  /** What the recipient must be allowed to see to be told; null where there is no such thing. */
  readonly about: Subject | null
  readonly subjects: Subjects
  readonly words: Readonly<Record<string, string>>
}

/** A new notification of one event. */
export const firstOf = (notice: Notice, id: string): NotificationRow => ({
  _id: id,
  athleteId: notice.recipientId,
  kind: notice.kind,
  groupKey: notice.groupKey,
  unread: true,
  readAtMs: null,
  atMs: notice.atMs,
  revision: 1,
  actorIds: notice.actorId === null ? [] : [notice.actorId],
  actorCount: notice.actorId === null ? 0 : 1,
  subjects: notice.subjects,
  words: notice.words,
})

/**
 * An unread notification grown by one more event, or null when it has that event already. `sources`: those of the group's events that
 * are by the same actor.
 */
export const grown = (row: NotificationRow, notice: Notice, sources: readonly string[]): NotificationRow | null => {
  if (sources.includes(notice.sourceId)) return null
  const isNewActor = sources.length === 0
  const isLatest = notice.atMs >= row.atMs
  const others = row.actorIds.filter((id) => id !== notice.actorId)
  const known = row.actorIds.length !== others.length
  const actorIds = () => {
    if (notice.actorId === null) return row.actorIds
    // An event that comes late does not push itself in front of the later ones.
    if (!isLatest) return known ? row.actorIds : [...row.actorIds, notice.actorId]
    return [notice.actorId, ...others]
  }
  return {
    ...row,
    // Nor does it put its words in the place of newer ones.
    ...(isLatest ? { subjects: notice.subjects, words: notice.words } : {}),
    atMs: Math.max(row.atMs, notice.atMs),
    revision: row.revision + 1,
    actorIds: actorIds().slice(0, ACTORS_SHOWN),
    actorCount: row.actorCount + (notice.actorId !== null && isNewActor ? 1 : 0),
  }
}

/**
 * A group after some of its events are gone; null when none is left. `left`: the latest of those left, the latest first, at least one
 * where any is left. `actorsGone`: how many have no event in the group any more.
 */
export const shrunk = (
  row: NotificationRow,
  left: readonly NotificationEntryRow[],
  actorsGone: number,
): NotificationRow | null => {
  const latest = left[0]
  if (latest === undefined) return null
  const actors = [...new Set(left.map((entry) => entry.actorId))]
  const { comment: _comment, ...others } = row.subjects
  return {
    ...row,
    revision: row.revision + 1,
    subjects: { ...others, ...(latest.sourceId.startsWith('cmt_') ? { comment: latest.sourceId } : {}) },
    actorIds: actors.slice(0, ACTORS_SHOWN),
    actorCount: row.actorCount - actorsGone,
  }
}
