import { awaitProjection } from '@gruppetto/relations'
import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import type { Notice } from '../domain/notifications.ts'
import type { WorkerDeps } from './deps.ts'
import { decideNotice, loadNotice, loadSubject, saveNotice } from './notices.ts'

/** Tells an athlete how an upload ended, unless its activity is gone already. Waits a moment for the activity, so that the push can show it. */
export const notifyUploads = ({ stores, runtime }: WorkerDeps): AnyWorker => {
  return defineWorker({
    name: 'social-notify-uploads',
    on: ['upload.completed', 'upload.failed'],
    prepare: async ({ data }, context) => {
      const activityId = 'activityIds' in data ? data.activityIds[0] : undefined
      if (activityId === undefined) return
      await awaitProjection(activityId, context.now(), () => stores.activities.get(activityId))
    },
    load: async (event, tx) => {
      const { data } = event
      const base = {
        recipientId: data.athleteId,
        actorId: null,
        sourceId: data.uploadId,
        atMs: event.at,
        fileName: data.fileName,
      }
      const notice: Notice =
        'activityIds' in data
          ? {
              ...base,
              kind: 'UPLOAD_DONE',
              groupKey: `UPLOAD_DONE:${data.uploadId}`,
              subjects: { uploadId: data.uploadId, activityId: data.activityIds[0] ?? null },
            }
          : {
              ...base,
              kind: 'UPLOAD_FAILED',
              groupKey: `UPLOAD_FAILED:${data.uploadId}`,
              subjects: { uploadId: data.uploadId },
              reason: data.message,
            }
      const { activityId } = notice.subjects
      return loadNotice(stores, notice, activityId ? await loadSubject(stores, activityId, tx) : null, tx)
    },
    decide: (_event, loaded) => (loaded === null ? null : decideNotice(loaded)),
    save: async (written, tx) => {
      if (written !== null) await saveNotice(stores, runtime.live, written, tx)
    },
  })
}
