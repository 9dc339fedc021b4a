import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { removeEntries } from '../pipelines/write-notices.ts'
import type { Services } from '../services.ts'

/** Removes the notices of a deleted comment, read or not, since nobody can see the comment any more. */
export const takeBackComments = (services: Services): AnyWorker =>
  defineWorker({
    name: 'social-take-back-comments',
    on: ['comment.deleted'],
    load: ({ data }, tx) => services.stores.notifications.entriesOfSource(data.commentId, tx),
    // Each recipient has one entry, in a notification of their own.
    save: async (entries, tx) => {
      for (const entry of entries) await removeEntries(services, entry.notificationId, [entry], tx)
    },
  })
