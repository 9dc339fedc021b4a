import {
  type EffortProfile,
  effortProfile,
  matchSegment,
  prepareTrack,
  type SegmentAttempt,
  type SegmentLine,
  segmentAttempt,
} from '@gruppetto/recordings'
import type { Context } from '../../context.ts'
import type { LiveSessionRow } from '../../domain/live-session.ts'
import { bestsId } from '../../domain/segments/bests.ts'
import type { EffortRow } from '../../domain/segments/effort.ts'
import { compareAttempts, type LiveSegmentRow, liveSegmentOf } from '../../domain/segments/live-segment.ts'
import { matchKind } from '../../domain/segments/segment.ts'
import type { Rivals } from '../../live-segments.ts'
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

const standing = async (
  segmentId: string,
  line: SegmentLine,
  attempt: SegmentAttempt,
  viewerId: string,
  context: Context,
): Promise<LiveSegmentRow | null> => {
  const { loaders, services } = context
  const { liveSegments } = services
  const profileOf = async (effortId: string | null): Promise<EffortProfile | null> => {
    // As of now: what the athlete may no longer see is compared with no more.
    const effort = effortId === null ? null : await loaders.effort.load(effortId)
    return effort && liveSegments.profile(effort, () => readProfile(effort, line, context))
  }
  const { bestId, leaderId } = await liveSegments.rivals(viewerId, segmentId, () => readRivals(segmentId, viewerId, context))
  const [segment, best, leader] = await Promise.all([loaders.segment.load(segmentId), profileOf(bestId), profileOf(leaderId)])
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
  const starred = await services.liveSegments.starred(viewerId)
  const kind = matchKind(row.sport)
  const lines = starred.filter((segment) => segment.kind === kind)
  if (lines.length === 0) return []
  const places = await services.liveViews.places(row)
  const attempts = lines.flatMap(({ segmentId, line }) => {
    const attempt = segmentAttempt(places, line)
    return attempt === null ? [] : [{ segmentId, line, attempt }]
  })
  const standings = attempts
    .toSorted((a, b) => compareAttempts(a.attempt, b.attempt))
    .map(({ segmentId, line, attempt }) => standing(segmentId, line, attempt, viewerId, context))
  return (await Promise.all(standings)).filter((one) => one !== null)
}
