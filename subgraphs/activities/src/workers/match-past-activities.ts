import { newId } from '@gruppetto/graph'
import { type AnyWorker, defineWorker, RejectEvent, SYSTEM, type Tx } from '@gruppetto/runtime'
import { planEfforts } from '../domain/segments/changes.ts'
import type { Passage } from '../domain/segments/effort.ts'
import { rankPastEfforts } from '../domain/segments/rank-past-efforts.ts'
import { matchKind, type SegmentWithLine } from '../domain/segments/segment.ts'
import { findPassages, readMatchables } from '../pipelines/segments/find-passages.ts'
import { readEffortAthlete } from '../pipelines/segments/read-effort-athlete.ts'
import { writeEfforts } from '../pipelines/segments/write-efforts.ts'
import type { Services } from '../services.ts'

/** Recordings that are in memory at once, and in one transaction. */
const PAGE = 10
/** The highest number of efforts that get the rank of their day. Slower ones get none. */
const MAX_RANKED = 20_000

interface MatchedTrack {
  readonly activityId: string
  readonly athleteId: string
  readonly samplesRevision: number
  readonly passages: readonly Passage[]
  readonly freshIds: readonly string[]
}

/**
 * Matches a new segment with the recordings that existed before it, page by page along the index of cells. Each page is a transaction of
 * its own and is noted on the segment, so that a crash costs one page. Past efforts notify nobody. At the end each effort gets the rank
 * that it had at its time.
 */
export const matchPastActivities = (services: Services): AnyWorker => {
  const { database, stores, runtime } = services

  const commitAthlete = async (segment: SegmentWithLine, athleteId: string, matched: readonly MatchedTrack[], tx: Tx) => {
    await stores.athleteLocks.take(athleteId, tx)
    const ids = matched.map(({ activityId }) => activityId)
    const [activities, existing] = [
      await stores.activities.many(ids, tx),
      await stores.efforts.ofActivities(ids, segment._id, tx),
    ]
    const athlete = await readEffortAthlete(services, athleteId, tx)
    const changes = matched.flatMap(({ activityId, samplesRevision, passages, freshIds }) => {
      const activity = activities.find(({ _id }) => _id === activityId)
      // An activity that was measured again, or got another sport, is matched again by match-segments, with this segment too.
      if (activity?.samplesRevision !== samplesRevision || matchKind(activity.sport) !== segment.kind) return []
      const own = existing.filter((effort) => effort.activityId === activityId)
      return planEfforts(own, passages, { activity, athlete, segments: [segment] }, freshIds)
    })
    const segmentNames = new Map([[segment._id, segment.name]])
    const options = { athleteId, open: athlete.open, segmentNames, cause: 'SEGMENT' as const, nowMs: runtime.now() }
    await writeEfforts(services, changes, options, tx)
  }

  const matchPage = async (segment: SegmentWithLine, after: string | null): Promise<string | null> => {
    const tracks = await stores.activityTracks.passing(segment.cells, segment.kind, after, PAGE)
    const owners = tracks.map(({ _id: activityId, samplesRevision: revision }) => ({ activityId, revision }))
    const matchables = await readMatchables(services, owners)
    const matched = tracks.flatMap(({ _id: activityId, athleteId, samplesRevision }, index): MatchedTrack[] => {
      const matchable = matchables[index]
      const passages = matchable === undefined ? [] : findPassages(matchable, segment)
      const freshIds = passages.map(() => newId('SegmentEffort'))
      return passages.length === 0 ? [] : [{ activityId, athleteId, samplesRevision, passages, freshIds }]
    })
    const athleteIds = [...new Set(matched.map(({ athleteId }) => athleteId))].sort()
    if (athleteIds.length > 0)
      await database.transact(async (tx) => {
        for (const athleteId of athleteIds) {
          const own = matched.filter((one) => one.athleteId === athleteId)
          await commitAthlete(segment, athleteId, own, tx)
        }
      }, SYSTEM)
    return tracks.at(-1)?._id ?? null
  }

  /** Ranks the past efforts after all of them have been found, since they are found in no order. */
  const rankPast = async (segmentId: string): Promise<void> => {
    const efforts = await stores.efforts.fastest(segmentId, MAX_RANKED)
    const unranked = new Set(efforts.flatMap(({ _id, overallRankThen }) => (overallRankThen === null ? [_id] : [])))
    await stores.efforts.setRanks([...rankPastEfforts(efforts)].filter(([id]) => unranked.has(id)))
  }

  return defineWorker({
    name: 'activities-match-the-past',
    on: ['segment.created'],
    prepare: async ({ data: { segmentId } }) => {
      const segment = await stores.segments.get(segmentId)
      if (segment === null) throw new RejectEvent(`there is no segment ${segmentId}`)
      for (let after = segment.matchedUntil; ; ) {
        const last = await matchPage(segment, after)
        if (last === null) return rankPast(segmentId)
        after = last
        await stores.segments.setMatchedUntil(segmentId, last)
      }
    },
    concurrency: 1,
  })
}
