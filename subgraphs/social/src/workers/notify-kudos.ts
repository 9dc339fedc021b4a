import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import type { Notice } from '../domain/notifications.ts'
import type { WorkerDeps } from './deps.ts'
import { decideNotice, loadNotice, loadSubject, saveNotice, takeBack } from './notices.ts'

const groupOf = (subjectId: string): string => `KUDOS:${subjectId}`

/** Tells the owner of kudos, grouped by subject, and takes back what was taken back. The kudos as they are now decide, not the order of events. */
export const notifyKudos = ({ stores, runtime }: WorkerDeps): AnyWorker => {
  return defineWorker({
    name: 'social-notify-kudos',
    on: ['kudos.given', 'kudos.taken-back'],
    load: async ({ data }, tx) => {
      const given = await stores.kudos.get(data.subjectId, data.athleteId, tx)
      if (given === null) return { given: false, loaded: null }
      const subject = await loadSubject(stores, data.subjectId, tx)
      const notice: Notice = {
        kind: 'KUDOS',
        recipientId: data.subjectOwnerId,
        actorId: data.athleteId,
        groupKey: groupOf(data.subjectId),
        sourceId: data.athleteId,
        atMs: given.givenAtMs,
        subjects: subject?.kind === 'POST' ? { postId: subject.id } : { activityId: data.subjectId },
      }
      return { given: true, loaded: subject === null ? null : await loadNotice(stores, notice, subject, tx) }
    },
    // Taken back and given again: the later kudos.given tells.
    decide: (event, { given, loaded }) => ({
      given,
      written: loaded === null || event.name === 'kudos.taken-back' ? null : decideNotice(loaded),
    }),
    save: async ({ given, written }, tx, { data }) => {
      if (written !== null) return saveNotice(stores, runtime.live, written, tx)
      if (given) return
      const { athleteId: actorId, subjectOwnerId: recipientId, subjectId } = data
      await takeBack(stores, runtime.live, { recipientId, actorId, sourceId: actorId, groupKey: groupOf(subjectId) }, tx)
    },
  })
}
