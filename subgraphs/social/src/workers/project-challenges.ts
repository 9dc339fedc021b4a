import { keepLatest } from '@gruppetto/relations'
import type { AnyWorker } from '@gruppetto/runtime'
import type { Services } from '../services.ts'

/** Projects the titles of challenges, for the sentences of notifications. */
export const projectChallenges = ({ stores }: Services): AnyWorker =>
  keepLatest('social-project-challenges', 'challenge.changed', stores.challenges, ({ challengeId, title, revision }) => ({
    _id: challengeId,
    title,
    revision,
  }))
