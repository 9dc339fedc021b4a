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

interface Stores {
  readonly livePositions: Pick<LivePositions, 'read'>
  readonly liveSegmentMatches: Pick<LiveSegmentMatches, 'write'>
}

/**
 * Whether a way can be gone on with: nothing that came late has come into the session's way since, and no segment is new. As long as it waits
 * for that, it waits here too: each call would go over the whole.
 */
const isGoodFor = ({ wayRevision, way }: StoredMatch, row: LiveSessionRow, lines: SegmentLines): boolean =>
  (row.wayRevision === null || wayRevision === row.wayRevision) && [...lines.keys()].every((id) => id in way.segments)

/**
 * Where a session stands on each of these segments. What is kept of its way is gone on with by the positions that are new since, whoever
 * kept it; where nothing is kept, or that is of no use any more, the whole way is gone over once.
 */
export const goOver = async (
  { livePositions, liveSegmentMatches }: Stores,
  row: LiveSessionRow,
  kept: StoredMatch | null,
  lines: SegmentLines,
): Promise<Map<string, SegmentAttempt>> => {
  const good = kept !== null && isGoodFor(kept, row, lines) ? kept : null
  const before = good?.way ?? null
  const until = Math.min(row.progress?.seconds ?? 0, endSeconds(row))
  const from = before === null ? null : newestPlaceSeconds(before)
  if (before !== null && from !== null && from >= until) return attemptsOnWay(before, row.sport, lines)
  // What is newer than the session's row was written by a call that is not through: it is not told of before it is.
  const track = within(await livePositions.read(row._id, from === null ? 0 : arrivedSince(row, from)), 0, until)
  const way = goOverSegments(before, row.sport, track, lines)
  await liveSegmentMatches.write(row._id, { wayRevision: good === null ? row.wayRevision : good.wayRevision, way })
  return attemptsOnWay(way, row.sport, lines)
}
