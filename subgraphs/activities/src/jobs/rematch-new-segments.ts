import { firstIdAt, type PeriodicJob } from '@gruppetto/graph'
import { SYSTEM } from '@gruppetto/runtime'
import { segmentState } from '../domain/segments/segment.ts'
import type { Services } from '../services.ts'

const BATCH_SIZE = 100
/** An activity gets its id before it is measured, and is matched some time after that. */
const BEFORE_MS = 15 * 60_000

/**
 * Matches new segments once more with the newest past activities, a minute later. It finds activities whose own matching began just before
 * the segment was created, and whose track was committed just after the past had been matched. Several processes may run it at once.
 */
export const rematchNewSegments = ({ runtime, database, stores }: Services): PeriodicJob => ({
  name: 'activities-rematch-new-segments',
  everyMs: 30_000,
  async run() {
    const nowMs = runtime.now()
    for (const segment of await stores.segments.due(new Date(nowMs), BATCH_SIZE))
      await database.transact(async (tx) => {
        const from = firstIdAt('Activity', segment.createdAt.getTime() - BEFORE_MS)
        // When the past is still being matched, it goes on from where it is.
        const matchedUntil = segment.matchedUntil !== null && segment.matchedUntil > from ? from : segment.matchedUntil
        if (await stores.segments.restartMatching(segment._id, matchedUntil, tx))
          tx.emit('segment.created', segmentState(segment, nowMs))
      }, SYSTEM)
  },
})
