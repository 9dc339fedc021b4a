import type { UploadFailureCode } from '../generated/resolvers.ts'
import { defineNotice } from './define-notice.ts'

export const uploadFailed = defineNotice({
  kind: 'UPLOAD_FAILED',
  on: ['upload.failed'],
  defaults: { push: true, mail: false },
  notify: ({ data: { athleteId, uploadId, fileName, code, message }, at }) => [
    {
      recipientId: athleteId,
      group: uploadId,
      atMs: at,
      subjects: { upload: uploadId },
      words: { fileName, code, reason: message },
    },
  ],
  facts: ({ fileName, code }) => ({ fileName, failure: code as UploadFailureCode | undefined }),
  sentence: ({ fileName, reason }) =>
    `${fileName ?? 'Your upload'} could not be used${reason === undefined ? '' : `: ${reason}`}`,
})
