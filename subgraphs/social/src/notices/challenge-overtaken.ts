import { defineNotice } from './define-notice.ts'

export const challengeOvertaken = defineNotice({
  kind: 'CHALLENGE_OVERTAKEN',
  on: ['challenge.overtaken'],
  defaults: { push: false, mail: false, personas: { SOCIAL_ENTHUSIAST: { push: true } } },
  notify: ({ data: { athleteId, byAthleteId, challengeId, at } }) => [
    { recipientId: athleteId, actorId: byAthleteId, group: challengeId, atMs: at, subjects: { challenge: challengeId } },
  ],
  sentence: ({ challenge }, { who }) => `${who} overtook you in ${challenge ?? 'a challenge'}`,
})
