import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import type { WorkerDeps } from './deps.ts'

/** Keeps the titles of challenges, for the sentences of notifications. */
export const projectChallenges = ({ stores }: WorkerDeps): AnyWorker => {
  return defineWorker({
    name: 'social-project-challenges',
    on: ['challenge.changed'],
    load: async ({ data }, tx) => stores.challenges.get(data.challengeId, tx),
    decide: ({ data }, known) =>
      known === null || known.revision < data.revision
        ? { _id: data.challengeId, title: data.title, revision: data.revision }
        : null,
    save: async (row, tx) => {
      if (row !== null) await stores.challenges.put(row, tx)
    },
  })
}
