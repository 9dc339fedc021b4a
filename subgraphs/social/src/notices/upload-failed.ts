import { defineNotice } from './define-notice.ts'

export const uploadFailed = defineNotice({
  kind: 'UPLOAD_FAILED',
  on: ['upload.failed'],
  defaults: { push: true, mail: false },
  notify: ({ data: { athleteId, uploadId, fileName, message }, at }) => [
    {
      recipientId: athleteId,
      group: uploadId,
      atMs: at,
      subjects: { upload: uploadId },
      words: { fileName, reason: message },
    },
  ],
  sentence: ({ fileName, reason }) =>
    `${fileName ?? 'Your upload'} could not be used${reason === undefined ? '' : `: ${reason}`}`,
})
