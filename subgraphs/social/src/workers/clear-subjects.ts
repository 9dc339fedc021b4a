import { type AnyWorker, defineWorker, type Tx } from '@gruppetto/runtime'
import { subjectLock } from '../domain/locks.ts'
import { recordActivity } from '../pipelines/record-activity.ts'
import type { Services } from '../services.ts'

const ROWS_AT_ONCE = 500

/**
 * Deletes the kudos, comments and notifications of a deleted activity or post. No read finds them any more; this frees the space
 * and corrects the unread counts. A notice that is written at the same moment is deleted here, or its worker sees the deletion.
 * Works in batches, since there may be many rows. Safe to repeat.
 */
export const clearSubjects = (services: Services): AnyWorker => {
  const { stores, runtime } = services
  return defineWorker({
    name: 'social-clear-subjects',
    on: ['activity.changed', 'post.deleted'],
    prepare: async ({ data, actor, traceparent }, { database, working }) => {
      if ('deleted' in data && !data.deleted) return
      const subjectId = 'postId' in data ? data.postId : data.activityId
      const transact = <T>(work: (tx: Tx) => Promise<T>) => database.transact(work, { actor, traceparent })
      const removeAll = async (removeSome: (tx: Tx) => Promise<number>) => {
        while ((await transact(removeSome)) === ROWS_AT_ONCE) working()
      }
      await transact(async (tx) => {
        await stores.locks.lock([subjectLock(subjectId)], tx)
        if ('activityId' in data) await recordActivity(services, data, tx)
      })
      await removeAll((tx) => stores.kudos.removeSome(subjectId, ROWS_AT_ONCE, tx))
      await removeAll((tx) => stores.comments.removeSome(subjectId, ROWS_AT_ONCE, tx))
      await removeAll(async (tx) => {
        const recipientIds = await stores.notifications.removeSomeAbout(subjectId, ROWS_AT_ONCE, tx)
        tx.afterCommit(() => {
          for (const athleteId of new Set(recipientIds)) runtime.live.publish('unread', athleteId)
        })
        return recipientIds.length
      })
    },
  })
}
