import type { EventData } from '@gruppetto/events'
import { type AnyWorker, defineWorker, type Tx } from '@gruppetto/runtime'
import { subjectLock } from '../domain/locks.ts'
import { recordActivity } from '../pipelines/record-activity.ts'
import type { Services } from '../services.ts'

const ROWS_AT_ONCE = 500

type Deletion = EventData<'activity.changed' | 'post.deleted' | 'comment.deleted'>

const idOf = (data: Deletion): string => {
  if ('commentId' in data) return data.commentId
  return 'postId' in data ? data.postId : data.activityId
}

/**
 * Deletes what belonged to a deleted activity, post or comment: kudos, comments with their kudos, and notifications. No read finds
 * them any more; this frees the space and corrects the unread counts. A notice that is written at the same moment is deleted here,
 * or its worker sees the deletion. Works in batches, since there may be many rows. Safe to repeat.
 */
export const clearSubjects = (services: Services): AnyWorker => {
  const { stores, runtime } = services
  return defineWorker({
    name: 'social-clear-subjects',
    on: ['activity.changed', 'post.deleted', 'comment.deleted'],
    prepare: async ({ data, actor, traceparent }, { database, working }) => {
      if ('deleted' in data && !data.deleted) return
      const id = idOf(data)
      const transact = <T>(work: (tx: Tx) => Promise<T>) => database.transact(work, { actor, traceparent })
      const removeAll = async (removeSome: (tx: Tx) => Promise<number>) => {
        while ((await transact(removeSome)) === ROWS_AT_ONCE) working()
      }
      const removeKudos = (ids: readonly string[]) => removeAll((tx) => stores.kudos.removeSome(ids, ROWS_AT_ONCE, tx))
      await transact(async (tx) => {
        await stores.locks.lock([subjectLock(id)], tx)
        if ('activityId' in data) await recordActivity(services, data, tx)
        if (!('commentId' in data)) await stores.closedComments.open(id, tx)
      })
      await removeKudos([id])
      if (!('commentId' in data)) {
        for (let ids: readonly string[] = [id]; ids.length > 0; working()) {
          ids = await transact((tx) => stores.comments.someIds(id, ROWS_AT_ONCE, tx))
          // The comments go after their kudos: a run that is cut short still finds what is left.
          await removeKudos(ids)
          await transact((tx) => stores.comments.removeMany(ids, tx))
        }
      }
      await removeAll(async (tx) => {
        const recipientIds = await stores.notifications.removeSomeAbout(id, ROWS_AT_ONCE, tx)
        tx.afterCommit(() => {
          for (const athleteId of new Set(recipientIds)) runtime.live.publish('unread', athleteId)
        })
        return recipientIds.length
      })
    },
  })
}
