import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import type { Services } from '../services.ts'

/** Keeps what others may not see of recordings as athletes has it. */
export const projectPrivacy = ({ stores }: Services): AnyWorker =>
  defineWorker({
    name: 'activities-project-privacy',
    on: ['athlete.privacy-changed'],
    load: (event, tx) => stores.athletePrivacy.get(event.data.athleteId, tx),
    decide: ({ data: { athleteId, at: _at, ...state } }, known) =>
      known === null || known.revision < state.revision ? { _id: athleteId, ...state } : null,
    save: async (row, tx) => {
      if (row !== null) await stores.athletePrivacy.put(row, tx)
    },
  })
