import { defineNotice } from './define-notice.ts'
import { loadSubject } from './subjects.ts'

/**
 * Nobody is notified when the activity was deleted meanwhile. When it has not arrived after the wait, the notice is about the
 * upload alone.
 */
export const uploadDone = defineNotice({
  kind: 'UPLOAD_DONE',
  on: ['upload.completed'],
  defaults: { push: false, mail: false },
  waitsFor: ({ data }) => data.activityIds[0],
  load: async (services, { data: { activityIds } }, tx) =>
    activityIds[0] === undefined ? null : loadSubject(services, activityIds[0], tx),
  notify: ({ data: { athleteId, uploadId, fileName, activityIds }, at }, activity) => [
    {
      recipientId: athleteId,
      group: uploadId,
      atMs: at,
      about: activity,
      subjects: { upload: uploadId, ...(activityIds[0] === undefined ? {} : { activity: activityIds[0] }) },
      words: { fileName },
    },
  ],
  facts: ({ fileName }) => ({ fileName }),
  sentence: ({ activity, fileName }) => `${activity ?? fileName ?? 'Your upload'} is ready`,
})
