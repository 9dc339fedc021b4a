import { dropSpikes } from '../geometry/positions.ts'
import { at, type Sport } from '../recording.ts'
import { type Passed, passOn, type SegmentAttempt, segmentAttempt } from '../segments/segment-attempt.ts'
import type { SegmentLine } from '../segments/segment-line.ts'
import { prepareTrack, type Track } from '../segments/track.ts'
import { ceilingSpeedMps } from '../sports.ts'
import type { LivePlace } from './progress.ts'
import type { LiveTrack } from './track.ts'

/** Whether a place is a spike is settled once so many more are known. */
const OPEN_PLACES = 2
/** Spikes are judged by so many places kept before them. */
const KEPT_PLACES = 2

/** The way of somebody over segments: all that is needed to go on without what came before. Plain JSON. */
export interface WayOverSegments {
  /** The last of the places that stay, whatever comes. */
  readonly kept: readonly LivePlace[]
  /** The newest places: whether they are spikes, the next ones say. */
  readonly open: readonly LivePlace[]
  /** By the segment's id, up to the last place that stays; null where it was not ridden. */
  readonly segments: Readonly<Record<string, Passed | null>>
}

/** Segments by their ids. */
export type SegmentLines = ReadonlyMap<string, SegmentLine>

/** Of the newest place; 0, the start, while there is none. */
export const newestPlaceSeconds = ({ open }: WayOverSegments): number => open.at(-1)?.seconds ?? 0

/**
 * Goes on with positions, those up to the newest place left out; null begins, and so does a way that does not know one of the segments.
 * Going on in parts is the same as all at once: each part costs what is new in it, and a glance at each segment.
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

/** Where somebody stands on the segments of a way, as segmentAttempt says of the whole track. */
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

/** The first `alreadyKept` stay. */
function withoutSpikes(sport: Sport, places: readonly LivePlace[], alreadyKept: number): LivePlace[] {
  const { timeSeconds, latitude, longitude } = columnsOf(places)
  const { kept } = dropSpikes(timeSeconds, latitude, longitude, ceilingSpeedMps(sport), alreadyKept)
  return Array.from(kept, (i) => places[i] as LivePlace)
}
