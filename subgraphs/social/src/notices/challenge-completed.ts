import { defineNotice } from './define-notice.ts'

/** Holds as long as the completion does: the badge of the challenge goes with it. */
export const challengeCompleted = defineNotice({
  kind: 'CHALLENGE_COMPLETED',
  on: ['challenge.completed', 'badge.taken-back'],
  defaults: { push: true, mail: false },
  notify: ({ name, data }) =>
    name === 'badge.taken-back'
      ? []
      : [{ recipientId: data.athleteId, group: data.challengeId, atMs: data.at, subjects: { challenge: data.challengeId } }],
  withdraw: ({ name, data }) =>
    name !== 'badge.taken-back' || data.challengeId === null || data.audience !== null
      ? []
      : [{ recipientId: data.athleteId, group: data.challengeId, actorId: null }],
  sentence: ({ challenge }) => `You completed ${challenge ?? 'a challenge'}`,
})
