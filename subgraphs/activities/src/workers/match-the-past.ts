import { newId } from '@gruppetto/graph'
import { type AnyWorker, defineWorker, RejectEvent, SYSTEM, type Tx } from '@gruppetto/runtime'
import { planEfforts } from '../domain/segments/changes.ts'
import type { Passage } from '../domain/segments/effort.ts'
import { rankPastEfforts } from '../domain/segments/rank-past-efforts.ts'
import { matchKind, type SegmentWithLine } from '../domain/segments/segment.ts'
import { effortAthlete } from '../pipelines/segments/effort-athlete.ts'
import { passagesOver, readMatchables } from '../pipelines/segments/find-passages.ts'
import { writeEfforts } from '../pipelines/segments/write-efforts.ts'
import type { Services } from '../services.ts'

/** Recordings held at once, and in one transaction. */
const PAGE = 10
/** Of more efforts than these the slower ones have no rank of their day. */
const MOST_RANKED = 20_000

interface Passed {
  readonly activityId: string
  readonly athleteId: string
  readonly samplesRevision: number
  readonly passages: readonly Passage[]
  readonly freshIds: readonly string[]
}

/**
 * Matches a new segment with the recordings that were there before it: page by page along the index of cells, each page a transaction of
 * its own, noted on the segment, so that a sudden end costs one page. Nobody is told of what was ridden before; at the end each effort has the
 * rank that it had then.
 */
export const matchThePast = (services: Services): AnyWorker => {
  const { database, stores, runtime } = services

  const commitAthlete = async (segment: SegmentWithLine, athleteId: string, passed: readonly Passed[], tx: Tx) => {
    await stores.athleteLocks.take(athleteId, tx)
    const ids = passed.map(({ activityId }) => activityId)
    const [activities, existing] = [
      await stores.activities.many(ids, tx),
      await stores.efforts.ofActivities(ids, segment._id, tx),
    ]
    const athlete = await effortAthlete(services, athleteId, tx)
    const changes = passed.flatMap(({ activityId, samplesRevision, passages, freshIds }) => {
      const activity = activities.find(({ _id }) => _id === activityId)
      // Measured again or of another sport meanwhile: then it is matched again as well, with this segment too where it may be on it.
      if (activity?.samplesRevision !== samplesRevision || matchKind(activity.sport) !== segment.kind) return []
      const own = existing.filter((effort) => effort.activityId === activityId)
      return planEfforts(own, passages, { activity, athlete, segments: [segment] }, freshIds)
    })
    const names = new Map([[segment._id, segment.name]])
    const options = { athleteId, open: athlete.open, names, cause: 'SEGMENT' as const, nowMs: runtime.now() }
    await writeEfforts(services, changes, options, tx)
  }

  const matchPage = async (segment: SegmentWithLine, after: string | null): Promise<string | null> => {
    const tracks = await stores.activityTracks.passing(segment.cells, segment.kind, after, PAGE)
    const owners = tracks.map(({ _id: activityId, samplesRevision: revision }) => ({ activityId, revision }))
    const matchables = await readMatchables(stores, owners)
    const passed = tracks.flatMap(({ _id: activityId, athleteId, samplesRevision }, index): Passed[] => {
      const matchable = matchables[index]
      const passages = matchable === undefined ? [] : passagesOver(matchable, segment)
      const freshIds = passages.map(() => newId('SegmentEffort'))
      return passages.length === 0 ? [] : [{ activityId, athleteId, samplesRevision, passages, freshIds }]
    })
    const athleteIds = [...new Set(passed.map(({ athleteId }) => athleteId))].sort()
    if (athleteIds.length > 0)
      await database.transact(async (tx) => {
        for (const athleteId of athleteIds) {
          const own = passed.filter((one) => one.athleteId === athleteId)
          await commitAthlete(segment, athleteId, own, tx)
        }
      }, SYSTEM)
    return tracks.at(-1)?._id ?? null
  }

  /** All that was there before has been found, whatever the order: now it can be said who was where among it. */
  const rankThePast = async (segmentId: string): Promise<void> => {
    const efforts = await stores.efforts.fastest(segmentId, MOST_RANKED)
    const unknown = new Set(efforts.flatMap(({ _id, overallRankThen }) => (overallRankThen === null ? [_id] : [])))
    await stores.efforts.setRanks([...rankPastEfforts(efforts)].filter(([id]) => unknown.has(id)))
  }

  return defineWorker({
    name: 'activities-match-the-past',
    on: ['segment.created'],
    prepare: async ({ data: { segmentId } }) => {
      const segment = await stores.segments.get(segmentId)
      if (segment === null) throw new RejectEvent(`there is no segment ${segmentId}`)
      for (let after = segment.matchedUntil; ; ) {
        const last = await matchPage(segment, after)
        if (last === null) return rankThePast(segmentId)
        after = last
        await stores.segments.setMatchedUntil(segmentId, last)
      }
    },
    concurrency: 1,
  })
}
