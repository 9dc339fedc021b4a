import { encodePolyline, type Position } from '../geometry/polyline.ts'
import { dropSpikes } from '../geometry/positions.ts'
import { cumulativeDistance } from '../measure/cumulative-distance.ts'
import { simplifiedRoute } from '../measure/route.ts'
import { firstAtOrAfter } from '../measure/span-means.ts'
import { hidesPlaces, nearEnds, type PrivacyRules, visibleRanges } from '../privacy/visible-ranges.ts'
import { at, type Span, type Sport } from '../recording.ts'
import { prepareTrack, type Track } from '../segments/track.ts'
import { ceilingSpeedMps, goesNowhere } from '../sports.ts'
import { type LiveProgress, liveDistanceMeters, liveSpeedMps } from './progress.ts'
import { type LiveTrack, liveRecording } from './track.ts'

/** Where an athlete is, as far as the viewer may know. Seconds count from the start of the session. */
export interface LivePosition {
  readonly seconds: number
  readonly latitude: number | null
  readonly longitude: number | null
  readonly distanceMeters: number
  readonly speedMps: number | null
  readonly heartRateBpm: number | null
  readonly powerWatts: number | null
}

/** What a viewer sees of a live session; null when there is nothing to see. */
export interface LiveView {
  readonly position: LivePosition | null
  /** An encoded polyline, precision 5. */
  readonly track: string | null
  /** The visible metres between the two moments that were asked for; null without a position or a question. */
  readonly spanMeters: number | null
}

const NOTHING: LiveView = { position: null, track: null, spanMeters: null }

/** The window for the speed. */
const SPEED_SECONDS = 10

/** Returns the athlete's own position: the newest time, at the last accepted place. */
export const ownPosition = (progress: LiveProgress | null): LivePosition | null =>
  progress && {
    seconds: progress.seconds,
    latitude: progress.place?.latitude ?? null,
    longitude: progress.place?.longitude ?? null,
    distanceMeters: liveDistanceMeters(progress),
    speedMps: liveSpeedMps(progress),
    heartRateBpm: progress.heartRateBpm,
    powerWatts: progress.powerWatts,
  }

const polylineOf = (positions: readonly Position[]): string | null => (positions.length > 1 ? encodePolyline(positions) : null)

/** Returns the athlete's own track without spikes. */
export function ownTrack(sport: Sport, track: LiveTrack): string | null {
  const placed = placesOf(sport, track)
  return placed && polylineOf(simplifiedRoute(placed.places))
}

/** Returns the athlete's own positions without spikes, for matching with segments. */
export const ownPlaces = (sport: Sport, { timeSeconds, latitude, longitude }: LiveTrack): Track =>
  latitude && longitude
    ? prepareTrack({ timeSeconds, ...dropSpikes(timeSeconds, latitude, longitude, ceilingSpeedMps(sport)) })
    : prepareTrack({})

/**
 * Returns what other people see. The hidden start and the zones are cut out. The hidden end lags behind: viewers see where the
 * athlete was `hideStartEndMeters` ago, so the end is hidden before anybody knows that it is the end. Inside a zone there is no
 * position, and athletes with privacy rules have none until their first position is known. Distance and speed are measured along
 * the visible part, so they reveal nothing about the rest. An indoor sport has no places to hide. It never shows more than the
 * finished recording will. The metres within `span`, in seconds of the session, are those of the visible part too; between two positions
 * the way is as long as the time.
 */
export function publicView(sport: Sport, track: LiveTrack, rules: PrivacyRules, span: Span | null = null): LiveView {
  const recording = liveRecording(sport, 0, track, [])
  if (recording === null) return NOTHING
  const { timeSeconds, heartRateBpm, powerWatts } = track
  const placed = placesOf(sport, track)
  const distance = cumulativeDistance(recording, placed?.positions ?? null)?.meters ?? null
  const sensed = (column: Float64Array | undefined, i: number) =>
    column === undefined || Number.isNaN(at(column, i)) ? null : at(column, i)
  const metersAt = (i: number): number => (distance === null ? 0 : at(distance, i))

  /**
   * Returns the position at sample `last`, which is `shownMeters` along the visible part. The last visible range began at sample
   * `first`.
   */
  const positionAt = (first: number, last: number, shownMeters: number): LivePosition => {
    let from = last
    while (from > first && (from === last || at(timeSeconds, last) - at(timeSeconds, from - 1) <= SPEED_SECONDS)) from--
    const seconds = at(timeSeconds, last) - at(timeSeconds, from)
    return {
      seconds: at(timeSeconds, last),
      latitude: sensed(placed?.positions.latitude, last),
      longitude: sensed(placed?.positions.longitude, last),
      distanceMeters: shownMeters,
      speedMps: distance !== null && seconds > 0 ? (metersAt(last) - metersAt(from)) / seconds : null,
      heartRateBpm: sensed(heartRateBpm, last),
      powerWatts: sensed(powerWatts, last),
    }
  }
  /** Returns the metres within the span, of those between two samples. */
  const metersWithin = ({ startSeconds, endSeconds }: Span, first: number, last: number): number => {
    const until = metersByTime(timeSeconds, metersAt, endSeconds, first, last)
    return Math.max(0, until - metersByTime(timeSeconds, metersAt, startSeconds, first, last))
  }

  const newest = timeSeconds.length - 1
  if (placed === null) {
    if (hidesPlaces(rules) && !goesNowhere(sport)) return NOTHING
    const position = positionAt(0, newest, metersAt(newest))
    return { position, track: null, spanMeters: span && metersWithin(span, 0, newest) }
  }

  const { places, positions } = placed
  const { latitude, longitude } = positions
  const kept = Float64Array.from(positions.kept)
  const columns = { timeSeconds, latitude, longitude, distanceMeters: distance ?? undefined }
  const isNearEnd = nearEnds(columns, rules)
  const ranges = visibleRanges(columns, rules, isNearEnd)
  const placesFrom = (sample: number): number => firstAtOrAfter(kept, sample)
  const tail = ranges.at(-1)
  const hidden = tail && kept[placesFrom(tail.last + 1)]
  // After the last visible range comes either the hidden end, which lags behind, or a zone.
  const isOnTheWay = hidden === undefined || isNearEnd(hidden)
  const here = tail && kept[placesFrom(tail.last + 1) - 1]
  const shown = ranges.reduce((sum, { first, last }) => sum + metersAt(last) - metersAt(first), 0)
  const position = tail && here !== undefined && isOnTheWay ? positionAt(tail.first, here, shown) : null
  return {
    position,
    spanMeters: position && span && ranges.reduce((sum, { first, last }) => sum + metersWithin(span, first, last), 0),
    track: polylineOf(
      ranges.flatMap(({ first, last }) => simplifiedRoute(places.slice(placesFrom(first), placesFrom(last + 1)))),
    ),
  }
}

/** Returns the metres at a moment; before sample `first` those there, and after sample `last` those there. */
function metersByTime(
  timeSeconds: Float64Array,
  metersAt: (i: number) => number,
  seconds: number,
  first: number,
  last: number,
): number {
  if (seconds <= at(timeSeconds, first)) return metersAt(first)
  if (seconds >= at(timeSeconds, last)) return metersAt(last)
  const after = firstAtOrAfter(timeSeconds, seconds)
  const [from, to] = [at(timeSeconds, after - 1), at(timeSeconds, after)]
  return metersAt(after - 1) + ((metersAt(after) - metersAt(after - 1)) * (seconds - from)) / (to - from)
}

/** Returns the accepted positions, one for each kept sample; null when there are none. */
function placesOf(sport: Sport, { timeSeconds, latitude, longitude }: LiveTrack) {
  if (!latitude || !longitude) return null
  const positions = dropSpikes(timeSeconds, latitude, longitude, ceilingSpeedMps(sport))
  if (positions.kept.length === 0) return null
  const places: Position[] = Array.from(positions.kept, (i) => [at(latitude, i), at(longitude, i)])
  return { positions, places }
}
