import { defineNotice } from './define-notice.ts'

export const challengeCompleted = defineNotice({
  kind: 'CHALLENGE_COMPLETED',
  on: ['challenge.completed'],
  defaults: { push: true, mail: false },
  notify: ({ data: { athleteId, challengeId, at } }) => [
    { recipientId: athleteId, group: challengeId, atMs: at, subjects: { challenge: challengeId } },
  ],
  sentence: ({ challenge }) => `You completed ${challenge ?? 'a challenge'}`,
})
