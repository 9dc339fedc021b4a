import { defineWorker } from '@gruppetto/runtime'
import { applyParticipation, boardRowId } from '../domain/board.ts'
import { keepBoardRow } from '../pipelines/keep-board-row.ts'
import type { Services } from '../services.ts'

/** Keeps who takes part in a challenge, and who agreed to be named to its sponsor. */
export const projectParticipations = (services: Services) =>
  defineWorker({
    name: 'commerce-project-participations',
    on: ['challenge.participation-changed'],
    load: ({ data }, tx) => services.stores.boards.get(boardRowId(data.challengeId, data.athleteId), tx),
    decide: ({ data }, before) => ({ before, row: applyParticipation(before, data) }),
    save: (change, tx) => keepBoardRow(services, change, tx),
  })
