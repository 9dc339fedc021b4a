import { defineWorker } from '@gruppetto/runtime'
import { applyParticipation, boardRowId } from '../domain/board.ts'
import { giveCodeOnCompletion } from '../pipelines/give-code.ts'
import type { Services } from '../services.ts'

/** Keeps who takes part in a challenge, and who agreed to be named to its sponsor. */
export const projectParticipations = (services: Services) =>
  defineWorker({
    name: 'commerce-project-participations',
    on: ['challenge.participation-changed'],
    load: ({ data }, tx) => services.stores.boards.get(boardRowId(data.challengeId, data.athleteId), tx),
    decide: ({ data }, before) => ({ before, row: applyParticipation(before, data) }),
    save: async ({ before, row }, tx) => {
      if (row === null) return
      services.stores.boards.putAtCommit(row, tx)
      await services.ranking.change(row, tx)
      await giveCodeOnCompletion(services, before, row, tx)
    },
  })
