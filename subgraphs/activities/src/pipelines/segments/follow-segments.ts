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
import { isFeatureOn } from '../is-feature-on.ts'
import { matchLiveSegments } from './match-live-segments.ts'
import { showLeaderboard } from './show-leaderboard.ts'

/** The start of an effort is stored in tenths of a second. */
const SAME_START_SECONDS = 1

/** Reads the profile of an effort from its recording; null when the recording has changed. */
const readProfile = async ({ loaders }: Context, effort: EffortRow, line: SegmentLine): Promise<EffortProfile | null> => {
  const activity = await loaders.activity.load(effort.activityId)
  if (activity === null || activity.samplesRevision === null) return null
  const names = ['timeSeconds', 'latitude', 'longitude'] as const
  const columns = await loaders.samples.load({ activityId: activity._id, revision: activity.samplesRevision, names })
  const track = prepareTrack(columns)
  const isEffort = (startSeconds: number) => Math.abs(startSeconds - effort.startSeconds) < SAME_START_SECONDS
  const crossing = matchSegment(track, line).find(({ startSeconds }) => isEffort(startSeconds))
  return crossing === undefined ? null : effortProfile(track, line, crossing)
}

const readRivals = async (context: Context, segmentId: string, viewerId: string): Promise<Rivals> => {
  const [bests, board] = await Promise.all([
    context.loaders.bests.load(bestsId(segmentId, viewerId)),
    showLeaderboard(context, segmentId, { first: 1 }),
  ])
  return { bestId: bests?.best.ONLY_ME[0]?.effortId ?? null, leaderId: board.edges[0]?.node._id ?? null }
}

/** Reads the profile of a lap of this session. It becomes an effort only when the session becomes an activity. */
const readLap = async (
  { stores }: Context,
  row: LiveSessionRow,
  line: SegmentLine,
  lap: SegmentCrossing,
): Promise<EffortProfile> => {
  const track = within(await stores.livePositions.read(row._id), 0, endSeconds(row))
  return effortProfile(ownPlaces(row.sport, track), line, lap)
}

const readStanding = async (
  context: Context,
  row: LiveSessionRow,
  { segmentId, line }: StarredSegment,
  attempt: SegmentAttempt,
): Promise<LiveSegmentRow | null> => {
  const { loaders, liveSegments } = context
  // Efforts are loaded anew each time, so that one that the athlete may no longer see is not compared with.
  const effortOf = async (effortId: string | null) => (effortId === null ? null : loaders.effort.load(effortId))
  const profileOf = (effort: EffortRow | null): Promise<EffortProfile | null> | null =>
    effort && liveSegments.profile(`${effort._id}:${effort.revision}`, () => readProfile(context, effort, line))
  const bestOf = (effort: EffortRow | null): Promise<EffortProfile | null> | null => {
    const lap = attempt.quickest
    if (lap === null || (effort !== null && effort.elapsedSeconds <= lap.endSeconds - lap.startSeconds)) return profileOf(effort)
    const key = `${row._id}:${row.wayRevision}:${segmentId}:${lap.startSeconds}`
    return liveSegments.profile(key, () => readLap(context, row, line, lap))
  }
  const { athleteId } = row
  const { bestId, leaderId } = await liveSegments.rivals(athleteId, segmentId, () => readRivals(context, segmentId, athleteId))
  const [segment, best, leader] = await Promise.all([
    loaders.segment.load(segmentId),
    effortOf(bestId).then(bestOf),
    effortOf(leaderId).then(profileOf),
  ])
  return segment && liveSegmentOf(segment, attempt, best, leader)
}

/**
 * Returns the standings of a session on the starred segments that its athlete is on or has finished in it. Only the athlete sees them, with
 * premium, where the feature is on and while the session lasts, since the efforts that they are compared with may be hidden from others.
 */
export const followSegments = async (context: Context, row: LiveSessionRow): Promise<readonly LiveSegmentRow[]> => {
  const { entitlements, liveSegments, stores, viewerId } = context
  if (viewerId === null || row.athleteId !== viewerId || row.status === 'ENDED' || !row.progress?.place) return []
  if (!(await entitlements.premiumAmong([viewerId])).has(viewerId)) return []
  if (!(await isFeatureOn(context, 'live-segments', true))) return []
  const { kept, starsMark } = await stores.liveSegmentMatches.read(row._id, viewerId)
  const starred = await liveSegments.starred(viewerId, starsMark)
  const kind = matchKind(row.sport)
  const segments = starred.filter((segment) => segment.kind === kind)
  if (segments.length === 0) return []
  const lines = new Map(segments.map(({ segmentId, line }) => [segmentId, line]))
  const attempts = await matchLiveSegments(context, row, kept, lines)
  const standings = segments
    .flatMap((segment) => {
      const attempt = attempts.get(segment.segmentId)
      return attempt === undefined ? [] : [{ segment, attempt }]
    })
    .toSorted((a, b) => compareAttempts(a.attempt, b.attempt))
    .map(({ segment, attempt }) => readStanding(context, row, segment, attempt))
  return (await Promise.all(standings)).filter((one) => one !== null)
}
