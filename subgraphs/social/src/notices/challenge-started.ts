import { defineNotice } from './define-notice.ts'

export const challengeStarted = defineNotice({
  kind: 'CHALLENGE_STARTED',
  on: ['challenge.started'],
  defaults: { push: true, mail: false },
  notify: ({ data: { athleteIds, challengeId, at } }) =>
    athleteIds.map((recipientId) => ({ recipientId, group: challengeId, atMs: at, subjects: { challenge: challengeId } })),
  sentence: ({ challenge }) => `${challenge ?? 'A challenge'} has begun`,
})
