import { haversineMeters } from '../geometry/distance.ts'
import { encodePolyline, type Position } from '../geometry/polyline.ts'
import { dropSpikes } from '../geometry/positions.ts'
import { cumulativeDistance } from '../measure/cumulative-distance.ts'
import { simplifiedRoute } from '../measure/route.ts'
import { type PrivacyRules, visibleRanges } from '../privacy/visible-ranges.ts'
import { at, type Sport } from '../recording.ts'
import { prepareTrack, type Track } from '../segments/track.ts'
import { ceilingSpeedMps } from '../sports.ts'
import { type LiveProgress, liveDistanceMeters, liveSpeedMps } from './progress.ts'
import { type LiveTrack, liveRecording } from './track.ts'

/** Where somebody is, as far as it may be known; seconds count from the session's start. */
export interface LivePosition {
  readonly seconds: number
  readonly latitude: number | null
  readonly longitude: number | null
  readonly distanceMeters: number
  readonly speedMps: number | null
  readonly heartRateBpm: number | null
  readonly powerWatts: number | null
}

/** What is to be seen of somebody on the way; null where there is nothing. */
export interface LiveView {
  readonly position: LivePosition | null
  /** Encoded polyline, precision 5. */
  readonly track: string | null
}

/** Speed is looked at over this long. */
const SPEED_SECONDS = 10

/** The athlete's own position: the newest there is, at the last place that is believed. */
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

/** The athlete's own way, spikes left out. */
export function ownTrack(sport: Sport, track: LiveTrack): string | null {
  const placed = placesOf(sport, track)
  return placed && polylineOf(simplifiedRoute(placed.places))
}

/** The athlete's own places, spikes left out, ready to be matched with segments. */
export const ownPlaces = (sport: Sport, { timeSeconds, latitude, longitude }: LiveTrack): Track =>
  latitude && longitude
    ? prepareTrack({ timeSeconds, ...dropSpikes(timeSeconds, latitude, longitude, ceilingSpeedMps(sport)) })
    : prepareTrack({})

/**
 * What others see. The hidden start and the zones are cut out; the hidden end trails behind: what is shown of somebody on the way is where
 * they were `hideStartEndMeters` ago, so that the end is hidden before anybody knows that it is one. Whoever is in a zone is nowhere.
 * Distance and speed are measured along what is shown, so that they say nothing of what is not. Without positions there is no place to hide.
 */
export function publicView(sport: Sport, track: LiveTrack, rules: PrivacyRules): LiveView {
  const recording = liveRecording(sport, 0, track, [])
  if (recording === null) return { position: null, track: null }
  const { timeSeconds, heartRateBpm, powerWatts } = track
  const placed = placesOf(sport, track)
  const distance = cumulativeDistance(recording, placed?.positions ?? null)?.meters ?? null
  const sensed = (column: Float64Array | undefined, i: number) =>
    column === undefined || Number.isNaN(at(column, i)) ? null : at(column, i)
  const metersAt = (i: number): number => (distance === null ? 0 : at(distance, i))

  /** The position at sample `last`, `shownMeters` along what is shown, whose last stretch began at sample `first`. */
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
  const newest = timeSeconds.length - 1
  if (placed === null) return { position: positionAt(0, newest, metersAt(newest)), track: null }

  const { places, samples, along } = placed
  const ranges = visibleRanges(placed.columns, rules)
  const sampleAt = (place: number): number => samples[place] as number
  const shown = ranges.reduce((sum, { first, last }) => sum + metersAt(sampleAt(last)) - metersAt(sampleAt(first)), 0)
  const tail = ranges.at(-1)
  const hiddenFrom = at(along, along.length - 1) - rules.hideStartEndMeters
  // Behind the last stretch comes either the hidden end, which trails, or a zone.
  const isOnTheWay = tail !== undefined && (tail.last === places.length - 1 || at(along, tail.last + 1) >= hiddenFrom)
  return {
    position: isOnTheWay ? positionAt(sampleAt(tail.first), sampleAt(tail.last), shown) : null,
    track: polylineOf(ranges.flatMap(({ first, last }) => simplifiedRoute(places.slice(first, last + 1)))),
  }
}

/** The places that are believed, with their samples and the metres along them; null without any. */
function placesOf(sport: Sport, { timeSeconds, latitude, longitude }: LiveTrack) {
  if (!latitude || !longitude) return null
  const positions = dropSpikes(timeSeconds, latitude, longitude, ceilingSpeedMps(sport))
  const { kept: samples } = positions
  if (samples.length === 0) return null
  const pick = (column: Float64Array): Float64Array => Float64Array.from(samples, (i) => at(column, i))
  const [north, east] = [pick(latitude), pick(longitude)]
  const along = new Float64Array(samples.length)
  for (let k = 1; k < along.length; k++)
    along[k] = at(along, k - 1) + haversineMeters(at(north, k - 1), at(east, k - 1), at(north, k), at(east, k))
  const places: Position[] = Array.from(north, (degrees, k) => [degrees, at(east, k)])
  const columns = { timeSeconds: pick(timeSeconds), distanceMeters: along, latitude: north, longitude: east }
  return { positions, samples, along, places, columns }
}
