import { defineWorker } from '@gruppetto/runtime'
import { applyScore, boardRowId } from '../domain/board.ts'
import type { Services } from '../services.ts'

/** Keeps the scores of the branded leaderboards. */
export const projectScores = ({ stores: { boards } }: Services) =>
  defineWorker({
    name: 'commerce-project-scores',
    on: ['challenge.scored'],
    load: ({ data }, tx) => boards.get(boardRowId(data.challengeId, data.athleteId), tx),
    decide: ({ data }, known) => applyScore(known, data),
    save: async (row, tx) => {
      if (row !== null) boards.putAtCommit(row, tx)
    },
  })
