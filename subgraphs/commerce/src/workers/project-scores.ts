import { defineWorker } from '@gruppetto/runtime'
import { boardRowId, withScore } from '../domain/board.ts'
import type { Stores } from '../stores/mod.ts'

/** Keeps the scores of the branded leaderboards. */
export const projectScores = ({ boards }: Pick<Stores, 'boards'>) =>
  defineWorker({
    name: 'commerce-project-scores',
    on: ['challenge.scored'],
    load: ({ data }, tx) => boards.get(boardRowId(data.challengeId, data.athleteId), tx),
    decide: (event, known) => withScore(known, event.data),
    save: async (row, tx) => {
      if (row !== null) await boards.put(row, tx)
    },
  })
