import { defineNotice, numberOf } from './define-notice.ts'

/** 1st, 2nd, 3rd, 4th, 11th, 22nd. */
const ordinal = (rank: number): string => {
  const [tens, ones] = [Math.floor(rank / 10) % 10, rank % 10]
  const ending = tens === 1 ? 'th' : (['th', 'st', 'nd', 'rd'][ones] ?? 'th')
  return `${rank}${ending}`
}

export const challengeEnded = defineNotice({
  kind: 'CHALLENGE_ENDED',
  on: ['challenge.settled'],
  defaults: { push: true, mail: false },
  notify: ({ data: { challengeId, participants, results, at } }) =>
    results.map(({ athleteId, rank, score }) => ({
      recipientId: athleteId,
      group: challengeId,
      atMs: at,
      subjects: { challenge: challengeId },
      // The place of an athlete for whom nothing counted is none worth telling.
      ...(score > 0 && {
        words: {
          place: participants === 1 ? ordinal(rank) : `${ordinal(rank)} of ${participants}`,
          rank: String(rank),
          participants: String(participants),
        },
      }),
    })),
  facts: ({ rank, participants }) => ({ rank: numberOf(rank), participants: numberOf(participants) }),
  sentence: ({ challenge, place }) =>
    place === undefined ? `${challenge ?? 'A challenge'} has ended` : `You came ${place} in ${challenge ?? 'a challenge'}`,
})
