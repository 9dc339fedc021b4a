import { defineNotice } from './define-notice.ts'
import { loadSubject } from './subjects.ts'

/** Not told where the activity is gone already; where it has not come yet after the wait, the upload is told alone. */
export const uploadDone = defineNotice({
  kind: 'UPLOAD_DONE',
  on: ['upload.completed'],
  waitsFor: ({ data }) => data.activityIds[0],
  facts: async ({ data: { activityIds } }, tx, stores) =>
    activityIds[0] === undefined ? null : loadSubject(activityIds[0], tx, stores),
  notices: ({ data: { athleteId, uploadId, fileName, activityIds }, at }, activity) => [
    {
      recipientId: athleteId,
      group: uploadId,
      atMs: at,
      about: activity,
      subjects: { upload: uploadId, ...(activityIds[0] === undefined ? {} : { activity: activityIds[0] }) },
      words: { fileName },
    },
  ],
  sentence: ({ activity, fileName }) => `${activity ?? fileName ?? 'Your upload'} is ready`,
})
