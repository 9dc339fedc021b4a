import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import type { Services } from '../services.ts'

/** Keeps what activities are measured with as athletes has it. */
export const projectTrainingProfiles = ({ stores }: Services): AnyWorker =>
  defineWorker({
    name: 'activities-project-training-profiles',
    on: ['athlete.training-profile-changed'],
    load: (event, tx) => stores.trainingProfiles.get(event.data.athleteId, tx),
    decide: ({ data: { athleteId, revision, profiles } }, known) =>
      known === null || known.revision < revision ? { _id: athleteId, revision, profiles } : null,
    save: async (row, tx) => {
      if (row !== null) await stores.trainingProfiles.put(row, tx)
    },
  })
