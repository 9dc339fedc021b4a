import { defineWorker } from '@gruppetto/runtime'
import { applyChallengeChange } from '../domain/challenge.ts'
import type { Services } from '../services.ts'

/** Keeps the challenges of clubs: who may see them, whether they can still be sponsored, and the title of the leaderboard. */
export const projectChallenges = ({ stores: { challenges } }: Services) =>
  defineWorker({
    name: 'commerce-project-challenges',
    on: ['challenge.changed'],
    load: ({ data }, tx) => challenges.get(data.challengeId, tx),
    decide: ({ data }, known) => applyChallengeChange(known, data),
    save: async (row, tx) => {
      if (row !== null) challenges.putAtCommit(row, tx)
    },
  })
