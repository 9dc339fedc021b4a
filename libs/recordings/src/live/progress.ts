import { haversineMeters } from '../geometry/distance.ts'
import { LEAST_SECONDS } from '../geometry/positions.ts'
import { at } from '../recording.ts'
import type { SampleColumns } from '../store/chunks.ts'

export interface LivePlace {
  readonly seconds: number
  readonly latitude: number
  readonly longitude: number
}

/**
 * The progress of a live session: all that is needed to continue without the earlier positions. Plain JSON. Seconds count from
 * the start of the session.
 */
export interface LiveProgress {
  /** The time of the newest position. */
  readonly seconds: number
  readonly count: number
  /** The heart rate of the newest position; null when it has none. */
  readonly heartRateBpm: number | null
  readonly powerWatts: number | null
  /** The last position that was accepted. */
  readonly place: LivePlace | null
  /** A position that cannot be reached from there. The next position confirms or rejects it. */
  readonly doubtful: LivePlace | null
  /** False while the first position is the only accepted one, since it may be a spike itself. */
  readonly isAnchored: boolean
  /** Metres along the accepted positions. */
  readonly placesMeters: number
  /** Metres by the device's own channel; null when it has none. */
  readonly device: { readonly seconds: number; readonly rawMeters: number; readonly meters: number } | null
  /** The distances of the last seconds, oldest first, for the speed. */
  readonly recent: readonly { readonly seconds: number; readonly meters: number }[]
  /** The metres at the moment that `advance` was told to mark; absent until a position has come after it. */
  readonly mark?: { readonly seconds: number; readonly meters: number }
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

/** The window for the speed; its intervals are at least half a second. */
const SPEED_SECONDS = 10
const RECENT_STEP_SECONDS = 0.5
/** A larger first value was counted before the session began. */
const CARRIED_METERS = 1000

/** Returns the metres so far: those of the device's channel, or else those along the positions. */
export const liveDistanceMeters = (progress: LiveProgress): number => progress.device?.meters ?? progress.placesMeters

/** Returns the speed over the last 10 s, or since the position before when that is older; null when only one position is known. */
export const liveSpeedMps = ({ recent }: LiveProgress): number | null => {
  const [first] = recent
  const last = recent.at(-1)
  if (!first || !last || last.seconds <= first.seconds) return null
  return Math.max(0, (last.meters - first.meters) / (last.seconds - first.seconds))
}

/**
 * Continues `from` (null: nothing yet) with positions that are all newer and in order of time. Continuing in several steps gives
 * the same as all at once. A position that is unreachable, at `ceilingMps`, from both its neighbours is ignored, as in
 * dropSpikes; so is an increase of the device's counter that is faster than that. The metres at `markSeconds` are kept: between two
 * positions the way is as long as the time. Returns null while there is no position at all.
 */
export function advance(
  from: LiveProgress | null,
  track: SampleColumns,
  ceilingMps: number,
  markSeconds: number | null = null,
): LiveProgress | null {
  const { timeSeconds, latitude, longitude, distanceMeters, heartRateBpm, powerWatts } = track
  if (!timeSeconds || timeSeconds.length === 0) return from
  const value = (column: Float64Array | undefined, i: number): number | null =>
    column === undefined || Number.isNaN(at(column, i)) ? null : at(column, i)
  const before = from ?? NOTHING_YET
  // The copy is changed in place: a day-long session has so many positions that a copy for each would be most of the work.
  const way: Going = { ...before, recent: [...before.recent] }
  way.count += timeSeconds.length
  for (let i = 0; i < timeSeconds.length; i++) {
    const seconds = at(timeSeconds, i)
    const [north, east, meters] = [value(latitude, i), value(longitude, i), value(distanceMeters, i)]
    const isPlace = north !== null && east !== null
    way.seconds = seconds
    if (isPlace) reach(way, { seconds, latitude: north, longitude: east }, ceilingMps)
    if (meters !== null) way.device = counted(way.device, seconds, meters, ceilingMps)
    if (!isPlace && meters === null) continue
    const here = { seconds, meters: liveDistanceMeters(way) }
    if (markSeconds !== null && way.mark?.seconds !== markSeconds && seconds >= markSeconds)
      way.mark = { seconds: markSeconds, meters: metersBetweenMoments(way.recent.at(-1) ?? START, here, markSeconds) }
    note(way.recent, here)
  }
  const last = timeSeconds.length - 1
  return { ...way, heartRateBpm: value(heartRateBpm, last), powerWatts: value(powerWatts, last) }
}

type Moment = LiveProgress['recent'][number]
type Going = { -readonly [Name in keyof Omit<LiveProgress, 'recent'>]: LiveProgress[Name] } & { recent: Moment[] }

const START: Moment = { seconds: 0, meters: 0 }

const metersBetweenMoments = (before: Moment, after: Moment, seconds: number): number =>
  after.seconds <= before.seconds
    ? after.meters
    : before.meters + ((after.meters - before.meters) * (seconds - before.seconds)) / (after.seconds - before.seconds)

const metersBetween = (a: LivePlace, b: LivePlace): number => haversineMeters(a.latitude, a.longitude, b.latitude, b.longitude)

/** Whether nobody can get from one position to the other, given the metres between them. */
const isTooFar = (meters: number, a: LivePlace, b: LivePlace, ceilingMps: number): boolean =>
  meters > ceilingMps * Math.max(LEAST_SECONDS, b.seconds - a.seconds)

function reach(way: Going, here: LivePlace, ceilingMps: number): void {
  const { place, doubtful } = way
  if (place === null) {
    way.place = here
    return
  }
  const fromDoubtful = doubtful === null ? 0 : metersBetween(doubtful, here)
  if (doubtful !== null && !isTooFar(fromDoubtful, doubtful, here, ceilingMps)) {
    // Two positions that agree with each other. If only one was accepted before them, that one was the spike.
    way.placesMeters = (way.isAnchored ? way.placesMeters + metersBetween(place, doubtful) : 0) + fromDoubtful
    believe(way, here)
    return
  }
  const meters = metersBetween(place, here)
  if (isTooFar(meters, place, here, ceilingMps)) {
    way.isAnchored ||= doubtful !== null
    way.doubtful = here
    return
  }
  way.placesMeters += meters
  believe(way, here)
}

function believe(way: Going, here: LivePlace): void {
  way.place = here
  way.doubtful = null
  way.isAnchored = true
}

function counted(before: LiveProgress['device'], seconds: number, rawMeters: number, ceilingMps: number) {
  if (before === null) return { seconds, rawMeters, meters: rawMeters > CARRIED_METERS ? 0 : rawMeters }
  const added = rawMeters - before.rawMeters
  const most = ceilingMps * Math.max(LEAST_SECONDS, seconds - before.seconds)
  return { seconds, rawMeters, meters: before.meters + (added > 0 && added <= most ? added : 0) }
}

function note(recent: Moment[], { seconds, meters }: Moment): void {
  const before = recent.at(-2)
  if (before !== undefined && (recent.at(-1)?.seconds ?? 0) - before.seconds < RECENT_STEP_SECONDS) recent.pop()
  recent.push({ seconds, meters })
  while (recent.length > 2 && seconds - (recent[0]?.seconds ?? 0) > SPEED_SECONDS) recent.shift()
}
