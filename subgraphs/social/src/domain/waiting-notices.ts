import type { NotificationKind } from '../generated/resolvers.ts'
import type { Notice, NotificationRow, Subjects } from './notifications.ts'
import type { Channels } from './preferences.ts'
import type { Subject } from './subjects.ts'

/** A notice for a group that many join at the same time. A job adds all that wait for a group at once. */
export interface WaitingNoticeRow {
  /** `<recipient>:<group>:<source>`. */
  readonly _id: string
  readonly kind: NotificationKind
  readonly recipientId: string
  readonly groupKey: string
  readonly actorId: string
  readonly ownerId: string | null
  /** The activity or post that the recipient must be allowed to see. */
  readonly aboutId: string | null
  readonly happenedAt: Date
  readonly subjects: Subjects
  readonly words: Readonly<Record<string, string>>
  readonly channels: Channels
  readonly waitingSince: Date
}

type Source = Pick<Notice, 'recipientId' | 'groupKey' | 'sourceId'>

export const waitingNoticeId = ({ recipientId, groupKey, sourceId }: Source): string => `${recipientId}:${groupKey}:${sourceId}`

/**
 * Whether a notice waits, instead of changing its group at once. In a small group none does. Only acts that an athlete does once, and that are on no
 * comment, may wait: then a withdrawal finds them by their id, and a deletion by their activity or post.
 */
export const mayWait = ({ actorId, sourceId, subjects }: Notice, group: NotificationRow | null, busyFrom: number): boolean =>
  group !== null && group.actorCount >= busyFrom && actorId === sourceId && subjects.comment === undefined

export const waitingNoticeOf = (
  notice: Omit<Notice, 'about' | 'actorId'> & {
    readonly actorId: string
    readonly about: Pick<Subject, 'id' | 'ownerId'> | null
  },
  channels: Channels,
  nowMs: number,
): WaitingNoticeRow => {
  const { kind, recipientId, groupKey, actorId, about, atMs, subjects, words } = notice
  return {
    _id: waitingNoticeId(notice),
    kind,
    recipientId,
    groupKey,
    actorId,
    ownerId: about?.ownerId ?? null,
    aboutId: about?.id ?? null,
    happenedAt: new Date(atMs),
    subjects,
    words,
    channels,
    waitingSince: new Date(nowMs),
  }
}

/** The notice again, with what it is about as it is now. */
export const noticeOfWaiting = (row: WaitingNoticeRow, about: Subject | null): Notice => {
  const { kind, recipientId, groupKey, actorId, happenedAt, subjects, words } = row
  return { kind, recipientId, groupKey, actorId, sourceId: actorId, atMs: happenedAt.getTime(), about, subjects, words }
}
