import {
  type EffortProfile,
  effortProfile,
  matchSegment,
  ownPlaces,
  prepareTrack,
  type SegmentAttempt,
  type SegmentCrossing,
  type SegmentLine,
  within,
} from '@gruppetto/recordings'
import type { Context } from '../../context.ts'
import { endSeconds, type LiveSessionRow } from '../../domain/live-session.ts'
import { bestsId } from '../../domain/segments/bests.ts'
import type { EffortRow } from '../../domain/segments/effort.ts'
import { compareAttempts, type LiveSegmentRow, liveSegmentOf } from '../../domain/segments/live-segment.ts'
import { matchKind } from '../../domain/segments/segment.ts'
import type { Rivals, StarredSegment } from '../../live/segments.ts'
import { goOver } from './go-over-segments.ts'
import { showLeaderboard } from './show-leaderboard.ts'

/** An effort is kept in tenths of a second. */
const SAME_START_SECONDS = 1

/** How an effort went, from its recording; null where that is no more what it was. */
const readProfile = async (effort: EffortRow, line: SegmentLine, { loaders }: Context): Promise<EffortProfile | null> => {
  const activity = await loaders.activity.load(effort.activityId)
  if (activity === null || activity.samplesRevision === null) return null
  const names = ['timeSeconds', 'latitude', 'longitude'] as const
  const columns = await loaders.samples.load({ activityId: activity._id, revision: activity.samplesRevision, names })
  const track = prepareTrack(columns)
  const isIt = (startSeconds: number) => Math.abs(startSeconds - effort.startSeconds) < SAME_START_SECONDS
  const crossing = matchSegment(track, line).find(({ startSeconds }) => isIt(startSeconds))
  return crossing === undefined ? null : effortProfile(track, line, crossing)
}

const readRivals = async (segmentId: string, viewerId: string, context: Context): Promise<Rivals> => {
  const [bests, board] = await Promise.all([
    context.loaders.bests.load(bestsId(segmentId, viewerId)),
    showLeaderboard(segmentId, { first: 1 }, context),
  ])
  return { bestId: bests?.best.ONLY_ME[0]?.effortId ?? null, leaderId: board.edges[0]?.node._id ?? null }
}

/** How a lap of this session went: it is an effort only when the session has become an activity. */
const readLap = async (
  row: LiveSessionRow,
  line: SegmentLine,
  lap: SegmentCrossing,
  { services }: Context,
): Promise<EffortProfile> => {
  const track = within(await services.stores.livePositions.read(row._id), 0, endSeconds(row))
  return effortProfile(ownPlaces(row.sport, track), line, lap)
}

const standing = async (
  row: LiveSessionRow,
  { segmentId, line }: StarredSegment,
  attempt: SegmentAttempt,
  context: Context,
): Promise<LiveSegmentRow | null> => {
  const { loaders, services } = context
  const { liveSegments } = services
  // As of now: what the athlete may no longer see is compared with no more.
  const effortOf = async (effortId: string | null) => (effortId === null ? null : loaders.effort.load(effortId))
  const profileOf = (effort: EffortRow | null): Promise<EffortProfile | null> | null =>
    effort && liveSegments.profile(`${effort._id}:${effort.revision}`, () => readProfile(effort, line, context))
  const bestOf = (effort: EffortRow | null): Promise<EffortProfile | null> | null => {
    const lap = attempt.quickest
    if (lap === null || (effort !== null && effort.elapsedSeconds <= lap.endSeconds - lap.startSeconds)) return profileOf(effort)
    const key = `${row._id}:${row.wayRevision}:${segmentId}:${lap.startSeconds}`
    return liveSegments.profile(key, () => readLap(row, line, lap, context))
  }
  const { athleteId } = row
  const { bestId, leaderId } = await liveSegments.rivals(athleteId, segmentId, () => readRivals(segmentId, athleteId, context))
  const [segment, best, leader] = await Promise.all([
    loaders.segment.load(segmentId),
    effortOf(bestId).then(bestOf),
    effortOf(leaderId).then(profileOf),
  ])
  return segment && liveSegmentOf(segment, attempt, best, leader)
}

/**
 * Where the athlete of a session stands on the starred segments he or she is on or has finished in it. They are the athlete's own, for
 * premium, while the session lasts: what they compare with may be hidden from others.
 */
export const followSegments = async (row: LiveSessionRow, context: Context): Promise<readonly LiveSegmentRow[]> => {
  const { services, viewerId } = context
  if (viewerId === null || row.athleteId !== viewerId || row.status === 'ENDED' || !row.progress?.place) return []
  if (!(await services.entitlements.premiumAmong([viewerId])).has(viewerId)) return []
  const { kept, starsMark } = await services.stores.liveSegmentMatches.read(row._id, viewerId)
  const starred = await services.liveSegments.starred(viewerId, starsMark)
  const kind = matchKind(row.sport)
  const segments = starred.filter((segment) => segment.kind === kind)
  if (segments.length === 0) return []
  const lines = new Map(segments.map(({ segmentId, line }) => [segmentId, line]))
  const attempts = await goOver(services.stores, row, kept, lines)
  const standings = segments
    .flatMap((segment) => {
      const attempt = attempts.get(segment.segmentId)
      return attempt === undefined ? [] : [{ segment, attempt }]
    })
    .toSorted((a, b) => compareAttempts(a.attempt, b.attempt))
    .map(({ segment, attempt }) => standing(row, segment, attempt, context))
  return (await Promise.all(standings)).filter((one) => one !== null)
}
