import { keepLatest } from '@gruppetto/relations'
import type { AnyWorker } from '@gruppetto/runtime'
import type { Services } from '../services.ts'

/** Projects challenges, for the sentences of notifications and for suggestions. */
export const projectChallenges = ({ stores }: Services): AnyWorker =>
  keepLatest(
    'social-project-challenges',
    'challenge.changed',
    stores.challenges,
    ({ challengeId, title, isPublic, revision }) => ({ _id: challengeId, title, isForAll: isPublic, revision }),
  )
