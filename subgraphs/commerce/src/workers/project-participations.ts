import { defineWorker } from '@gruppetto/runtime'
import { applyParticipation, boardRowId } from '../domain/board.ts'
import type { Services } from '../services.ts'

/** Keeps who takes part in a challenge, and who agreed to be named to its sponsor. */
export const projectParticipations = ({ stores: { boards } }: Services) =>
  defineWorker({
    name: 'commerce-project-participations',
    on: ['challenge.participation-changed'],
    load: ({ data }, tx) => boards.get(boardRowId(data.challengeId, data.athleteId), tx),
    decide: ({ data }, known) => applyParticipation(known, data),
    save: async (row, tx) => {
      if (row !== null) boards.putAtCommit(row, tx)
    },
  })
