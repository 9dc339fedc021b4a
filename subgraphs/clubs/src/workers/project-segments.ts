import { keepLatest } from '@gruppetto/relations'
import type { AnyWorker } from '@gruppetto/runtime'
import type { Services } from '../services.ts'

/** Projects segments, so that a challenge is made for one that there is. */
export const projectSegments = ({ stores }: Services): AnyWorker =>
  keepLatest('clubs-project-segments', 'segment.created', stores.segments, ({ segmentId, revision }) => ({
    _id: segmentId,
    revision,
  }))
