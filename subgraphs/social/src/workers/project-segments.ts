import { keepLatest } from '@gruppetto/relations'
import type { AnyWorker } from '@gruppetto/runtime'
import type { Services } from '../services.ts'

/** Projects the names of segments, for the sentences of notifications. */
export const projectSegments = ({ stores }: Services): AnyWorker =>
  keepLatest('social-project-segments', 'segment.created', stores.segments, ({ segmentId, name, revision }) => ({
    _id: segmentId,
    name,
    revision,
  }))
