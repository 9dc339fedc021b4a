import { keepLatest } from '@gruppetto/relations'
import type { AnyWorker } from '@gruppetto/runtime'
import type { WorkerDeps } from './deps.ts'

/** Keeps the names of segments, for the sentences of notifications. */
export const projectSegments = ({ stores }: WorkerDeps): AnyWorker =>
  keepLatest('social-project-segments', 'segment.created', stores.segments, ({ segmentId, name, revision }) => ({
    _id: segmentId,
    name,
    revision,
  }))
