import type { NotificationKind } from '../generated/resolvers.ts'
import type { Subject } from './subjects.ts'

export const ACTORS_SHOWN = 3

export type SubjectKind =
  | 'activity'
  | 'post'
  | 'comment'
  | 'challenge'
  | 'segment'
  | 'upload'
  | 'gear'
  | 'liveSession'
  | 'event'
  | 'club'
  | 'badge'
  | 'case'
/** The ids of what a notification is about, by kind. Whether the reader may see each is checked when the notification is read. */
export type Subjects = Readonly<Partial<Record<SubjectKind, string>>>

/** A group of notices, as its recipient sees it. */
export interface NotificationRow {
  readonly _id: string
  /** The recipient. */
  readonly athleteId: string
  readonly kind: NotificationKind
  /** Notices with the same key join the same group. Unique among the unread notifications of an athlete. */
  readonly groupKey: string
  readonly unread: boolean
  /** False when it is not in the list and not counted, and exists for pushes and mails alone. Absent in older rows: it is. */
  readonly inApp?: boolean
  readonly readAt: Date | null
  /** The instant of the latest event. */
  readonly latestAt: Date
  readonly revision: number
  /** The latest actors, at most three, the latest first. */
  readonly actorIds: readonly string[]
  /** The number of distinct actors. */
  readonly actorCount: number
  readonly subjects: Subjects
  /** What only the event knew, by name: the name of a file, the reason of a failure, the name of gear. */
  readonly words: Readonly<Record<string, string>>
}

/** One event of a group: a kudos, a comment, a follow. Entries have their own collection, so that a group can be of any size. */
export interface NotificationEntryRow {
  /** `<notification>:<source>`. */
  readonly _id: string
  readonly notificationId: string
  readonly recipientId: string
  readonly groupKey: string
  readonly actorId: string
  /** The owner of the activity or post it is about; null when it is about neither. */
  readonly ownerId: string | null
  /** The id of the comment or post that caused it; otherwise the id of the actor. */
  readonly sourceId: string
  readonly happenedAt: Date
  /** The subjects and words of the notice, for when it becomes the latest of its group. Absent in older rows. */
  readonly subjects?: Subjects
  readonly words?: Notice['words']
  /** When it was withdrawn. It stays for a while, so that the same act, done again, is not announced as new. */
  readonly withdrawnAt: Date | null
}

/** What one event tells one athlete. */
export interface Notice {
  readonly kind: NotificationKind
  readonly recipientId: string
  /** The athlete who caused it, or null. */
  readonly actorId: string | null
  readonly groupKey: string
  /** Two notices of an actor in a group with the same source are the same. */
  readonly sourceId: string
  readonly atMs: number
  /** The activity or post that the recipient must be allowed to see, or null. */
  readonly about: Subject | null
  readonly subjects: Subjects
  readonly words: Readonly<Record<string, string>>
}

/** An act that was withdrawn and is repeated by the same athlete is announced again after this time at the earliest. */
const ANNOUNCE_AGAIN_MS = 24 * 3600 * 1000

export interface Repetition {
  /** False when the recipient has this notice already, read or not. */
  readonly isWanted: boolean
  /** True when the recipient got the same notice shortly before: then no live hint is sent. */
  readonly isQuiet: boolean
  /** Entries of older notifications that the new one replaces. */
  readonly replaces: readonly NotificationEntryRow[]
}

/** Compares a notice with the earlier entries of the same act of the same athlete. One act has at most one entry. */
export const compareWithEarlier = (notice: Notice, earlier: readonly NotificationEntryRow[]): Repetition => {
  const active = earlier.filter((entry) => !entry.withdrawnAt)
  const isSoon = earlier.some((entry) => notice.atMs - entry.happenedAt.getTime() < ANNOUNCE_AGAIN_MS)
  return { isWanted: !isSoon || active.length === 0, isQuiet: isSoon, replaces: active }
}

/** The word that is added up in a group: of how many things it tells. */
export const TALLY = 'tally'

const tallied = (words: Notice['words'], one: Notice['words'], other: Notice['words']): Notice['words'] =>
  one[TALLY] === undefined || other[TALLY] === undefined
    ? words
    : { ...words, [TALLY]: String(Number(one[TALLY]) + Number(other[TALLY])) }

/** Starts a group with one notice. */
export const startGroup = (notice: Notice, id: string, inApp: boolean): NotificationRow => ({
  _id: id,
  athleteId: notice.recipientId,
  kind: notice.kind,
  groupKey: notice.groupKey,
  unread: true,
  inApp,
  readAt: null,
  latestAt: new Date(notice.atMs),
  revision: 1,
  actorIds: notice.actorId === null ? [] : [notice.actorId],
  actorCount: notice.actorId === null ? 0 : 1,
  subjects: notice.subjects,
  words: notice.words,
})

/**
 * Adds a notice to an unread group. Returns null when the group has it already. `sources` are the sources of the entries that the
 * same actor has in the group. The group is in the app as soon as one of its notices is.
 */
export const addToGroup = (
  row: NotificationRow,
  notice: Notice,
  sources: readonly string[],
  inApp: boolean,
): NotificationRow | null => {
  if (sources.includes(notice.sourceId)) return null
  const isNewActor = sources.length === 0
  const isLatest = notice.atMs >= row.latestAt.getTime()
  const others = row.actorIds.filter((id) => id !== notice.actorId)
  const isShown = row.actorIds.length !== others.length
  const actorIds = () => {
    if (notice.actorId === null) return row.actorIds
    // A late event is not placed before later ones.
    if (!isLatest) return isShown ? row.actorIds : [...row.actorIds, notice.actorId]
    return [notice.actorId, ...others]
  }
  return {
    ...row,
    // Its words do not replace newer ones either.
    ...(isLatest ? { latestAt: new Date(notice.atMs), subjects: notice.subjects } : {}),
    words: tallied(isLatest ? notice.words : row.words, row.words, notice.words),
    inApp: inApp || row.inApp !== false,
    revision: row.revision + 1,
    actorIds: actorIds().slice(0, ACTORS_SHOWN),
    actorCount: row.actorCount + (notice.actorId !== null && isNewActor ? 1 : 0),
  }
}

/**
 * Returns a group after some of its entries were removed, or null when none is left. `left` are the latest of the remaining
 * entries, the latest first. `actorsGone` is the number of actors that have no entry in the group any more.
 */
export const shrinkGroup = (
  row: NotificationRow,
  left: readonly NotificationEntryRow[],
  actorsGone: number,
): NotificationRow | null => {
  const latest = left[0]
  if (latest === undefined) return null
  const actors = [...new Set(left.map((entry) => entry.actorId))]
  const { comment: _comment, ...others } = row.subjects
  const ofOlderRow = { ...others, ...(latest.sourceId.startsWith('cmt_') ? { comment: latest.sourceId } : {}) }
  return {
    ...row,
    revision: row.revision + 1,
    words: latest.words ?? row.words,
    subjects: latest.subjects ?? ofOlderRow,
    actorIds: actors.slice(0, ACTORS_SHOWN),
    actorCount: row.actorCount - actorsGone,
  }
}
