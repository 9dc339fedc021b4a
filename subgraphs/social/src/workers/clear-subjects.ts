import { type AnyWorker, defineWorker, type Tx } from '@gruppetto/runtime'
import type { WorkerDeps } from './deps.ts'
import { recordState } from './record-activities.ts'
import { aboutTurn } from './turns.ts'

const ROWS_AT_ONCE = 500

/**
 * Sweeps what hung on an activity or post that is gone: no read finds it any more, and this is what gives the space back and corrects the
 * unread counts. Who tells of it at the same moment does so before, and it is swept, or sees that it is gone. Some rows a transaction, for
 * there may be many, and repeatable.
 */
export const clearSubjects = (deps: WorkerDeps): AnyWorker => {
  const { stores, runtime } = deps
  return defineWorker({
    name: 'social-clear-subjects',
    on: ['activity.changed', 'post.deleted'],
    prepare: async ({ data, actor, traceparent }, { database, working }) => {
      if ('deleted' in data && !data.deleted) return
      const subjectId = 'postId' in data ? data.postId : data.activityId
      const transact = <T>(work: (tx: Tx) => Promise<T>) => database.transact(work, { actor, traceparent })
      const sweep = async (removeSome: (tx: Tx) => Promise<number>) => {
        while ((await transact(removeSome)) === ROWS_AT_ONCE) working()
      }
      await transact(async (tx) => {
        await stores.turns.take([aboutTurn(subjectId)], tx)
        if ('activityId' in data) await recordState(deps, data, tx)
      })
      await sweep((tx) => stores.kudos.removeSome(subjectId, ROWS_AT_ONCE, tx))
      await sweep((tx) => stores.comments.removeSome(subjectId, ROWS_AT_ONCE, tx))
      await sweep(async (tx) => {
        const told = await stores.notifications.removeSomeAbout(subjectId, ROWS_AT_ONCE, tx)
        tx.afterCommit(() => {
          for (const athleteId of new Set(told)) runtime.live.publish('unread', athleteId)
        })
        return told.length
      })
    },
  })
}
