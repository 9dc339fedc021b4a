import { dropSpikes } from '../geometry/positions.ts'
import { at, type Sport } from '../recording.ts'
import { type Passed, passOn, type SegmentAttempt, segmentAttempt } from '../segments/segment-attempt.ts'
import type { SegmentLine } from '../segments/segment-line.ts'
import { prepareTrack, type Track } from '../segments/track.ts'
import { ceilingSpeedMps } from '../sports.ts'
import type { LivePlace } from './progress.ts'
import type { LiveTrack } from './track.ts'

/** How many later positions decide whether a position is a spike. */
const OPEN_PLACES = 2
/** How many kept positions are needed to detect a spike. */
const KEPT_PLACES = 2

/** The state of matching a live track with segments: all that is needed to continue without the earlier positions. Plain JSON. */
export interface WayOverSegments {
  /** The last of the positions that are final. */
  readonly kept: readonly LivePlace[]
  /** The newest positions. Whether they are spikes depends on the next ones. */
  readonly open: readonly LivePlace[]
  /** Keyed by the segment's id, up to the last final position; null when the segment was not ridden. */
  readonly segments: Readonly<Record<string, Passed | null>>
}

/** The segments by id. */
export type SegmentLines = ReadonlyMap<string, SegmentLine>

/** Returns the time of the newest position; 0, the start, when there is none. */
export const newestPlaceSeconds = ({ open }: WayOverSegments): number => open.at(-1)?.seconds ?? 0

/**
 * Continues with positions, ignoring those up to the newest one. Starts anew when `way` is null or does not know one of the
 * segments. Continuing in several steps gives the same as all at once. Each step costs only its new positions, and a quick check
 * of each segment.
 */
export function goOverSegments(
  before: WayOverSegments | null,
  sport: Sport,
  track: LiveTrack,
  lines: SegmentLines,
): WayOverSegments {
  const { kept = [], open = [] } = before ?? {}
  const places = [...kept, ...open, ...placesAfter(track, open.at(-1)?.seconds ?? Number.NEGATIVE_INFINITY)]
  const settled = places.slice(0, -OPEN_PLACES)
  const isSettled = new Set(settled)
  const stay = withoutSpikes(sport, places, kept.length).filter((place) => isSettled.has(place))
  const way = readyTrack(stay.slice(Math.max(0, kept.length - 1)))
  const passed = (id: string, line: SegmentLine): Passed | null => {
    const now = passOn(way, line, before?.segments[id] ?? null)
    return now.attempts.length === 0 && now.last === null ? null : now
  }
  return {
    kept: stay.slice(-KEPT_PLACES),
    open: places.slice(-OPEN_PLACES),
    segments: Object.fromEntries(Array.from(lines, ([id, line]) => [id, passed(id, line)])),
  }
}

/** Returns the attempts on the segments so far, the same as segmentAttempt returns for the whole track. */
export function attemptsOnWay(
  { kept, open, segments }: WayOverSegments,
  sport: Sport,
  lines: SegmentLines,
): Map<string, SegmentAttempt> {
  const places = withoutSpikes(sport, [...kept, ...open], kept.length)
  const rest = readyTrack(places.slice(Math.max(0, kept.length - 1)))
  const attempts = new Map<string, SegmentAttempt>()
  for (const [id, line] of lines) {
    const attempt = segmentAttempt(rest, line, segments[id])
    if (attempt !== null) attempts.set(id, attempt)
  }
  return attempts
}

function placesAfter({ timeSeconds, latitude, longitude }: LiveTrack, afterSeconds: number): LivePlace[] {
  const places: LivePlace[] = []
  if (!latitude || !longitude) return places
  for (let i = 0; i < timeSeconds.length; i++) {
    const place = { seconds: at(timeSeconds, i), latitude: at(latitude, i), longitude: at(longitude, i) }
    if (place.seconds > afterSeconds && !Number.isNaN(place.latitude)) places.push(place)
  }
  return places
}

const columnsOf = (places: readonly LivePlace[]) => ({
  timeSeconds: Float64Array.from(places, ({ seconds }) => seconds),
  latitude: Float64Array.from(places, ({ latitude }) => latitude),
  longitude: Float64Array.from(places, ({ longitude }) => longitude),
})

const readyTrack = (places: readonly LivePlace[]): Track => prepareTrack(columnsOf(places))

/** Drops spikes; the first `alreadyKept` positions stay. */
function withoutSpikes(sport: Sport, places: readonly LivePlace[], alreadyKept: number): LivePlace[] {
  const { timeSeconds, latitude, longitude } = columnsOf(places)
  const { kept } = dropSpikes(timeSeconds, latitude, longitude, ceilingSpeedMps(sport), alreadyKept)
  return Array.from(kept, (i) => places[i] as LivePlace)
}
