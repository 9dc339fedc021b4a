import { defineWorker } from '@gruppetto/runtime'
import { applyScore, boardRowId } from '../domain/board.ts'
import { giveCodeOnCompletion } from '../pipelines/give-code.ts'
import type { Services } from '../services.ts'

/** Keeps the scores of the branded leaderboards. */
export const projectScores = (services: Services) =>
  defineWorker({
    name: 'commerce-project-scores',
    on: ['challenge.scored'],
    load: ({ data }, tx) => services.stores.boards.get(boardRowId(data.challengeId, data.athleteId), tx),
    decide: ({ data }, before) => ({ before, row: applyScore(before, data) }),
    save: async ({ before, row }, tx) => {
      if (row === null) return
      services.stores.boards.putAtCommit(row, tx)
      await services.ranking.change(row, tx)
      await giveCodeOnCompletion(services, before, row, tx)
    },
  })
