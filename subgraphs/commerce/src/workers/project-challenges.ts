import { defineWorker } from '@gruppetto/runtime'
import { withChange } from '../domain/challenge.ts'
import type { Stores } from '../stores/mod.ts'

/** Keeps the challenges as clubs has them: who may see them, whether they may still be sponsored, the leaderboard's title. */
export const projectChallenges = ({ challenges }: Pick<Stores, 'challenges'>) =>
  defineWorker({
    name: 'commerce-project-challenges',
    on: ['challenge.changed'],
    load: (event, tx) => challenges.get(event.data.challengeId, tx),
    decide: (event, known) => withChange(known, event.data),
    save: async (row, tx) => {
      if (row !== null) await challenges.put(row, tx)
    },
  })
