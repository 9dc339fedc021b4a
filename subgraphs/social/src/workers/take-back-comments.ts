import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import type { WorkerDeps } from './deps.ts'
import { takeBack } from './notices.ts'

/** Takes back what a deleted comment told. */
export const takeBackComments = ({ stores, runtime }: WorkerDeps): AnyWorker =>
  defineWorker({
    name: 'social-take-back-comments',
    on: ['comment.deleted'],
    load: async ({ data }, tx) => stores.notifications.groupsOfSource(data.authorId, data.commentId, tx),
    decide: (_event, groups) => groups,
    save: async (groups, tx, { data }) => {
      for (const { recipientId, groupKey } of groups) {
        const event = { recipientId, groupKey, actorId: data.authorId, sourceId: data.commentId }
        await takeBack(stores, runtime.live, event, tx)
      }
    },
  })
