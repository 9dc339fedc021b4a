import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { loadText } from '../notices/subjects.ts'
import { removeEntries } from '../pipelines/write-notices.ts'
import type { Services } from '../services.ts'

/** Removes the notices of mentions, read or not, that a comment or post has no more since an edit. */
export const takeBackMentions = (services: Services): AnyWorker =>
  defineWorker({
    name: 'social-take-back-mentions',
    on: ['comment.edited', 'post.edited'],
    load: async (event, tx) => {
      const { data } = event
      if (data.removedIds.length === 0) return []
      const sourceId = 'postId' in data ? data.postId : data.commentId
      // A later edit may have brought a mention back.
      const mentionIds = (await loadText(services, event, tx))?.mentionIds ?? []
      const entries = await services.stores.notifications.entriesOfSource(sourceId, tx)
      return entries.filter(
        ({ recipientId, groupKey }) =>
          data.removedIds.includes(recipientId) && !mentionIds.includes(recipientId) && groupKey.startsWith('MENTION:'),
      )
    },
    save: async (entries, tx) => {
      for (const entry of entries) await removeEntries(services, entry.notificationId, [entry], tx)
    },
  })
