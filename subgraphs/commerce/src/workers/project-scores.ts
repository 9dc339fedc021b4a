import { defineWorker } from '@gruppetto/runtime'
import { applyScore, boardRowId } from '../domain/board.ts'
import { keepBoardRow } from '../pipelines/keep-board-row.ts'
import type { Services } from '../services.ts'

/** Keeps the scores of the branded leaderboards. */
export const projectScores = (services: Services) =>
  defineWorker({
    name: 'commerce-project-scores',
    on: ['challenge.scored'],
    load: ({ data }, tx) => services.stores.boards.get(boardRowId(data.challengeId, data.athleteId), tx),
    decide: ({ data }, before) => ({ before, row: applyScore(before, data) }),
    save: (change, tx) => keepBoardRow(services, change, tx),
  })
