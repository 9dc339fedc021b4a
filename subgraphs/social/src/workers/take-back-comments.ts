import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import type { WorkerDeps } from './deps.ts'
import { takeOut } from './write-notices.ts'

/** Takes back what a deleted comment told, read or not: what it says is nowhere any more. */
export const takeBackComments = ({ stores, runtime }: WorkerDeps): AnyWorker =>
  defineWorker({
    name: 'social-take-back-comments',
    on: ['comment.deleted'],
    load: async ({ data }, tx) => stores.notifications.entriesOfSource(data.commentId, tx),
    // One for each whom it was told to, each in a notification of theirs.
    save: async (told, tx) => {
      for (const entry of told) await takeOut(stores, runtime.live, entry.notificationId, [entry], tx)
    },
  })
