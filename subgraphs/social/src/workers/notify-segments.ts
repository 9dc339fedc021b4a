import { awaitProjection } from '@gruppetto/relations'
import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import type { Notice } from '../domain/notifications.ts'
import type { WorkerDeps } from './deps.ts'
import { decideNotice, loadNotice, loadSubject, saveNotice } from './notices.ts'

/** Tells who set the record on a segment, and who lost it to somebody whose ride they may see. Waits a moment for that ride. */
export const notifySegments = ({ stores, runtime }: WorkerDeps): AnyWorker => {
  return defineWorker({
    name: 'social-notify-segments',
    on: ['segment.record-won', 'segment.record-lost'],
    prepare: async ({ data: { activityId } }, context) => {
      await awaitProjection(activityId, context.now(), () => stores.activities.get(activityId))
    },
    load: async ({ data }, tx) => {
      const byId = 'byAthleteId' in data ? data.byAthleteId : null
      const kind = byId === null ? 'SEGMENT_RECORD' : 'SEGMENT_RECORD_LOST'
      const { segmentId, activityId } = data
      const notice: Notice = {
        kind,
        recipientId: data.athleteId,
        actorId: byId,
        groupKey: `${kind}:${segmentId}`,
        sourceId: data.effortId,
        atMs: data.at,
        subjects: { segmentId, activityId },
      }
      const subject = await loadSubject(stores, activityId, tx)
      return subject === null ? null : loadNotice(stores, notice, subject, tx)
    },
    decide: (_event, loaded) => (loaded === null ? null : decideNotice(loaded)),
    save: async (written, tx) => {
      if (written !== null) await saveNotice(stores, runtime.live, written, tx)
    },
  })
}
