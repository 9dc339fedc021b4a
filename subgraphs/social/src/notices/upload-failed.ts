import type { UploadFailureCode } from '../generated/resolvers.ts'
import { defineNotice } from './define-notice.ts'

/** Holds until another try of the upload succeeds. */
export const uploadFailed = defineNotice({
  kind: 'UPLOAD_FAILED',
  on: ['upload.failed', 'upload.completed'],
  defaults: { push: true, mail: false },
  notify: ({ name, data, at }) => {
    if (name === 'upload.completed') return []
    const { athleteId, uploadId, fileName, code, message } = data
    const words = { fileName, code, reason: message }
    return [{ recipientId: athleteId, group: uploadId, atMs: at, subjects: { upload: uploadId }, words }]
  },
  withdraw: ({ name, data: { athleteId, uploadId } }) =>
    name === 'upload.completed' ? [{ recipientId: athleteId, group: uploadId, actorId: null }] : [],
  facts: ({ fileName, code }) => ({ fileName, failure: code as UploadFailureCode | undefined }),
  sentence: ({ fileName, reason }) =>
    `${fileName ?? 'Your upload'} could not be used${reason === undefined ? '' : `: ${reason}`}`,
})
