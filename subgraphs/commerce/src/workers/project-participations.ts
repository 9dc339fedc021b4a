import { defineWorker } from '@gruppetto/runtime'
import { boardRowId, withParticipation } from '../domain/board.ts'
import type { Stores } from '../stores/mod.ts'

/** Keeps who takes part in which challenge and who lets the sponsor see it. */
export const projectParticipations = ({ boards }: Pick<Stores, 'boards'>) =>
  defineWorker({
    name: 'commerce-project-participations',
    on: ['challenge.participation-changed'],
    load: ({ data }, tx) => boards.get(boardRowId(data.challengeId, data.athleteId), tx),
    decide: (event, known) => withParticipation(known, event.data),
    save: async (row, tx) => {
      if (row !== null) await boards.put(row, tx)
    },
  })
