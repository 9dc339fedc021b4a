import {
  attemptsOnWay,
  goOverSegments,
  newestPlaceSeconds,
  type SegmentAttempt,
  type SegmentLines,
  within,
} from '@gruppetto/recordings'
import { arrivedSince, endSeconds, type LiveSessionRow } from '../../domain/live-session.ts'
import type { LivePositions } from '../../stores/live-positions.ts'
import type { LiveSegmentMatches, StoredMatch } from '../../stores/live-segment-matches.ts'

interface MatchingServices {
  readonly stores: {
    readonly livePositions: Pick<LivePositions, 'read'>
    readonly liveSegmentMatches: Pick<LiveSegmentMatches, 'write'>
  }
}

/**
 * Returns whether a stored match can be continued: no late position has entered the session's track since, and no segment is new. While late
 * positions wait to be measured, they wait here too, since otherwise each call would match the whole track.
 */
const canContinue = ({ wayRevision, way }: StoredMatch, row: LiveSessionRow, lines: SegmentLines): boolean =>
  (row.wayRevision === null || wayRevision === row.wayRevision) && [...lines.keys()].every((id) => id in way.segments)

/**
 * Finds the attempts of a session on these segments. A stored match is continued with the positions that are new since, whoever stored it.
 * Without one that can be continued, the whole track is matched once.
 */
export const matchLiveSegments = async (
  { stores: { livePositions, liveSegmentMatches } }: MatchingServices,
  row: LiveSessionRow,
  kept: StoredMatch | null,
  lines: SegmentLines,
): Promise<Map<string, SegmentAttempt>> => {
  const usable = kept !== null && canContinue(kept, row, lines) ? kept : null
  const before = usable?.way ?? null
  const until = Math.min(row.progress?.seconds ?? 0, endSeconds(row))
  const from = before === null ? null : newestPlaceSeconds(before)
  if (before !== null && from !== null && from >= until) return attemptsOnWay(before, row.sport, lines)
  // Positions that are newer than the session's row were written by a call that has not finished. They do not count before it has.
  const track = within(await livePositions.read(row._id, from === null ? 0 : arrivedSince(row, from)), 0, until)
  const way = goOverSegments(before, row.sport, track, lines)
  await liveSegmentMatches.write(row._id, { wayRevision: usable === null ? row.wayRevision : usable.wayRevision, way })
  return attemptsOnWay(way, row.sport, lines)
}
