import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import type { Notice } from '../domain/notifications.ts'
import type { WorkerDeps } from './deps.ts'
import { decideNotice, type Loaded, loadNotice, loadSubject, saveNotice } from './notices.ts'

/** Tells those a post mentions. */
export const notifyPosts = ({ stores, runtime }: WorkerDeps): AnyWorker => {
  return defineWorker({
    name: 'social-notify-posts',
    on: ['post.created'],
    load: async ({ data }, tx) => {
      const subject = await loadSubject(stores, data.postId, tx)
      const loaded: Loaded[] = []
      if (subject === null) return loaded
      for (const recipientId of new Set(data.mentionedIds)) {
        const notice: Notice = {
          kind: 'MENTION',
          recipientId,
          actorId: data.authorId,
          groupKey: `MENTION:${data.postId}`,
          sourceId: data.postId,
          atMs: data.at,
          subjects: { postId: data.postId },
        }
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
}
