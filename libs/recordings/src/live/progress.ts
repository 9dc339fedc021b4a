import { haversineMeters } from '../geometry/distance.ts'
import { LEAST_SECONDS } from '../geometry/positions.ts'
import { at } from '../recording.ts'
import type { SampleColumns } from '../store/chunks.ts'

export interface LivePlace {
  readonly seconds: number
  readonly latitude: number
  readonly longitude: number
}

/** How far somebody has come: all that is needed to go on without what came before. Plain JSON; seconds count from the session's start. */
export interface LiveProgress {
  /** Of the newest position. */
  readonly seconds: number
  readonly count: number
  /** Of the newest position; null where it does not say. */
  readonly heartRateBpm: number | null
  readonly powerWatts: number | null
  /** The last place that is believed. */
  readonly place: LivePlace | null
  /** A place nobody can have reached from there, until the next one confirms it or not. */
  readonly doubtful: LivePlace | null
  /** False while the only place believed is the first, which may itself turn out to be the spike. */
  readonly isAnchored: boolean
  /** Along the places that are believed. */
  readonly placesMeters: number
  /** By the device's own channel; null where it has none. */
  readonly device: { readonly seconds: number; readonly rawMeters: number; readonly meters: number } | null
  /** Distances of the last seconds, for the speed; oldest first. */
  readonly recent: readonly { readonly seconds: number; readonly meters: number }[]
}

const NOTHING_YET: LiveProgress = {
  seconds: Number.NEGATIVE_INFINITY,
  count: 0,
  heartRateBpm: null,
  powerWatts: null,
  place: null,
  doubtful: null,
  isAnchored: false,
  placesMeters: 0,
  device: null,
  recent: [],
}

/** Speed is looked at over this long, and no closer than half a second. */
const SPEED_SECONDS = 10
const RECENT_STEP_SECONDS = 0.5
/** A first value above this was counted before the session began. */
const CARRIED_METERS = 1000

/** Metres so far: the device's own where it has a channel, else along the places. */
export const liveDistanceMeters = (progress: LiveProgress): number => progress.device?.meters ?? progress.placesMeters

/** Over the last 10 s, or since the position before where that is longer ago; null while only one is known. */
export const liveSpeedMps = ({ recent }: LiveProgress): number | null => {
  const [first] = recent
  const last = recent.at(-1)
  if (!first || !last || last.seconds <= first.seconds) return null
  return Math.max(0, (last.meters - first.meters) / (last.seconds - first.seconds))
}

/**
 * Goes on with positions that are all newer than `from` (null: none yet), in order of time; going on in parts is the same as all at once.
 * A place that would need more than `ceilingMps` from both its neighbours counts for nothing, as in dropSpikes; so does what a device adds
 * faster than that. Null while there is no position at all.
 */
export function advance(from: LiveProgress | null, track: SampleColumns, ceilingMps: number): LiveProgress | null {
  const { timeSeconds, latitude, longitude, distanceMeters, heartRateBpm, powerWatts } = track
  if (!timeSeconds || timeSeconds.length === 0) return from
  const value = (column: Float64Array | undefined, i: number): number | null =>
    column === undefined || Number.isNaN(at(column, i)) ? null : at(column, i)
  let progress = from ?? NOTHING_YET
  for (let i = 0; i < timeSeconds.length; i++) {
    const seconds = at(timeSeconds, i)
    const [north, east, meters] = [value(latitude, i), value(longitude, i), value(distanceMeters, i)]
    let next: LiveProgress = {
      ...progress,
      seconds,
      count: progress.count + 1,
      heartRateBpm: value(heartRateBpm, i),
      powerWatts: value(powerWatts, i),
    }
    if (north !== null && east !== null)
      next = { ...next, ...reached(progress, { seconds, latitude: north, longitude: east }, ceilingMps) }
    if (meters !== null) next = { ...next, device: counted(progress.device, seconds, meters, ceilingMps) }
    const saysWhere = meters !== null || (north !== null && east !== null)
    progress = saysWhere ? { ...next, recent: noted(progress.recent, seconds, liveDistanceMeters(next)) } : next
  }
  return progress
}

const metersBetween = (a: LivePlace, b: LivePlace): number => haversineMeters(a.latitude, a.longitude, b.latitude, b.longitude)

function reached({ place, doubtful, isAnchored, placesMeters }: LiveProgress, here: LivePlace, ceilingMps: number) {
  const isFast = (a: LivePlace, b: LivePlace): boolean =>
    metersBetween(a, b) > ceilingMps * Math.max(LEAST_SECONDS, b.seconds - a.seconds)
  if (place === null) return { place: here }
  if (doubtful !== null && !isFast(doubtful, here)) {
    // Two that agree with each other. Where there was only one before them, that one was the spike.
    const before = isAnchored ? placesMeters + metersBetween(place, doubtful) : 0
    return { place: here, doubtful: null, isAnchored: true, placesMeters: before + metersBetween(doubtful, here) }
  }
  if (!isFast(place, here))
    return { place: here, doubtful: null, isAnchored: true, placesMeters: placesMeters + metersBetween(place, here) }
  return { doubtful: here, isAnchored: isAnchored || doubtful !== null }
}

function counted(before: LiveProgress['device'], seconds: number, rawMeters: number, ceilingMps: number) {
  if (before === null) return { seconds, rawMeters, meters: rawMeters > CARRIED_METERS ? 0 : rawMeters }
  const added = rawMeters - before.rawMeters
  const most = ceilingMps * Math.max(LEAST_SECONDS, seconds - before.seconds)
  return { seconds, rawMeters, meters: before.meters + (added > 0 && added <= most ? added : 0) }
}

function noted(recent: LiveProgress['recent'], seconds: number, meters: number): LiveProgress['recent'] {
  const before = recent.at(-2)
  const isClose = before !== undefined && (recent.at(-1)?.seconds ?? 0) - before.seconds < RECENT_STEP_SECONDS
  const kept = [...(isClose ? recent.slice(0, -1) : recent), { seconds, meters }]
  while (kept.length > 2 && seconds - (kept[0]?.seconds ?? 0) > SPEED_SECONDS) kept.shift()
  return kept
}
