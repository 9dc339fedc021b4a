import { defineNotice } from './define-notice.ts'

/**
 * Somebody has not been out for two weeks. `social-offer-nudges` writes it for one friend, since which one depends on what the others have been told.
 * It says why it comes, and asks for nothing.
 */
export const nudge = defineNotice({
  kind: 'NUDGE',
  on: [],
  defaults: { push: false, mail: false },
  notify: () => [],
  sentence: (_words, { who }) => `${who} has not been out for two weeks. You follow each other: a cheer from you may help`,
})
