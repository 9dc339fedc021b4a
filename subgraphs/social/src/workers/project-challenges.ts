import { keepLatest } from '@gruppetto/relations'
import type { AnyWorker } from '@gruppetto/runtime'
import type { WorkerDeps } from './deps.ts'

/** Keeps the titles of challenges, for the sentences of notifications. */
export const projectChallenges = ({ stores }: WorkerDeps): AnyWorker =>
  keepLatest('social-project-challenges', 'challenge.changed', stores.challenges, ({ challengeId, title, revision }) => ({
    _id: challengeId,
    title,
    revision,
  }))
