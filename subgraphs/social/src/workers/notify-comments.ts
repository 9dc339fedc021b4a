import type { EventData } from '@gruppetto/events'
import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import type { Notice } from '../domain/notifications.ts'
import type { Subject } from '../domain/subjects.ts'
import type { WorkerDeps } from './deps.ts'
import { decideNotice, type Loaded, loadNotice, loadSubject, saveNotice } from './notices.ts'

const groupOf = (kind: 'COMMENT' | 'MENTION', subjectId: string): string => `${kind}:${subjectId}`

/** Whom a comment is told to: those mentioned, and the owner unless mentioned; nobody twice. */
export const commentNotices = (data: EventData<'comment.added'>, subject: Subject): readonly Notice[] => {
  const about = subject.kind === 'POST' ? { postId: subject.id } : { activityId: subject.id }
  const told = (kind: 'COMMENT' | 'MENTION', recipientId: string): Notice => ({
    kind,
    recipientId,
    actorId: data.authorId,
    groupKey: groupOf(kind, data.subjectId),
    sourceId: data.commentId,
    atMs: data.at,
    subjects: { ...about, commentId: data.commentId },
  })
  const mentioned = [...new Set(data.mentionedIds)].filter((id) => id !== data.authorId)
  const owner = data.subjectOwnerId === data.authorId || mentioned.includes(data.subjectOwnerId) ? [] : [data.subjectOwnerId]
  return [...mentioned.map((id) => told('MENTION', id)), ...owner.map((id) => told('COMMENT', id))]
}

/** Tells of comments and of mentions in them. */
export const notifyComments = ({ stores, runtime }: WorkerDeps): AnyWorker =>
  defineWorker({
    name: 'social-notify-comments',
    on: ['comment.added'],
    load: async ({ data }, tx) => {
      const loaded: Loaded[] = []
      if (!(await stores.comments.beginTelling(data.commentId, tx))) return loaded
      const subject = await loadSubject(stores, data.subjectId, tx)
      if (subject === null) return loaded
      for (const notice of commentNotices(data, subject)) {
        const one = await loadNotice(stores, notice, subject, tx)
        if (one !== null) loaded.push(one)
      }
      return loaded
    },
    decide: (_event, loaded) => loaded.map(decideNotice).filter((written) => written !== null),
    save: async (written, tx) => {
      for (const one of written) await saveNotice(stores, runtime.live, one, tx)
    },
  })
