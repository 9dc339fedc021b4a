import { firstIdAt, type PeriodicJob } from '@gruppetto/graph'
import { SYSTEM } from '@gruppetto/runtime'
import { segmentState } from '../domain/segments/segment.ts'
import type { Services } from '../services.ts'

const AT_ONCE = 100
/** An activity gets its id before it is measured, and is matched after. */
const BEFORE_MS = 15 * 60_000

/**
 * An activity whose matching began just before a segment was made, and was committed just after the past had been matched with it, is on
 * neither's list. So the newest of the past is matched once more, a minute later. Several processes may do it at once.
 */
export const lookAgainAtSegments = ({ runtime, database, stores }: Services): PeriodicJob => ({
  name: 'activities-look-again-at-segments',
  everyMs: 30_000,
  async run() {
    const nowMs = runtime.now()
    for (const segment of await stores.segments.due(new Date(nowMs), AT_ONCE))
      await database.transact(async (tx) => {
        const from = firstIdAt('Activity', segment.createdAt.getTime() - BEFORE_MS)
        // Where the past is still being matched, or nothing of it has been, that goes on from where it is.
        const matchedUntil = segment.matchedUntil !== null && segment.matchedUntil > from ? from : segment.matchedUntil
        if (await stores.segments.restartMatching(segment._id, matchedUntil, tx))
          tx.emit('segment.created', segmentState(segment, nowMs))
      }, SYSTEM)
  },
})
