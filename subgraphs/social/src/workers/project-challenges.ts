import { keepLatest } from '@gruppetto/relations'
import type { AnyWorker } from '@gruppetto/runtime'
import type { Services } from '../services.ts'

/** Projects challenges, for the sentences of notifications, for suggestions and for reports. */
export const projectChallenges = ({ stores }: Services): AnyWorker =>
  keepLatest(
    'social-project-challenges',
    'challenge.changed',
    stores.challenges,
    ({ challengeId, title, isPublic, clubId, createdById, description = null, removed, revision }) => ({
      _id: challengeId,
      title,
      isForAll: isPublic && removed !== true,
      isTakenDown: removed === true,
      clubId,
      createdById,
      description,
      revision,
    }),
  )
