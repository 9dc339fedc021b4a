import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import type { WorkerDeps } from './deps.ts'

/**
 * Sweeps what hung on an activity or post that is gone: no read finds it any more, and this is what gives the space back and corrects the
 * unread counts. Outside the transaction, for it may be much, and repeatable.
 */
export const clearSubjects = ({ stores, runtime }: WorkerDeps): AnyWorker => {
  return defineWorker({
    name: 'social-clear-subjects',
    on: ['activity.changed', 'post.deleted'],
    prepare: async (event) => {
      const subjectId = 'postId' in event.data ? event.data.postId : event.data.activityId
      if ('deleted' in event.data && !event.data.deleted) return
      await stores.kudos.removeOf(subjectId)
      await stores.comments.removeOf(subjectId)
      const told = await stores.notifications.removeAbout(subjectId)
      for (const athleteId of told) runtime.live.publish('unread', athleteId)
    },
  })
}
