import { defineNotice } from './define-notice.ts'

export const exportReady = defineNotice({
  kind: 'EXPORT_READY',
  on: ['export.ready'],
  // The mail with the link is sent in any case.
  defaults: { push: false, mail: false },
  notify: ({ data: { athleteId, exportId, at } }) => [
    { recipientId: athleteId, group: exportId, atMs: at, subjects: {}, words: {} },
  ],
  sentence: () => 'Your data export is ready: it can be fetched for seven days',
})
