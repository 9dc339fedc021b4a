import { DEGREE_METERS, haversineMeters, shortLongitude } from '../geometry/distance.ts'
import { at } from '../recording.ts'
import { metersMade } from './meters-made.ts'

interface Place {
  readonly latitude: number
  readonly longitude: number
}

export interface PrivacyZone extends Place {
  readonly radiusMeters: number
}

/** What other people may not see of a recording. */
export interface PrivacyRules {
  /** Metres hidden at each end of the track; 0 hides nothing. */
  readonly hideStartEndMeters: number
  /** Circles inside which nothing is visible. */
  readonly zones: readonly PrivacyZone[]
}

/** The columns that the rules need, of equal length; NaN where a sample has no position. */
export interface PlacedColumns {
  readonly timeSeconds: Float64Array
  readonly distanceMeters?: Float64Array | undefined
  readonly latitude?: Float64Array | undefined
  readonly longitude?: Float64Array | undefined
}

/** The samples from `first` to `last`, both included. */
export interface VisibleRange {
  readonly first: number
  readonly last: number
}

/** Whether a position lies in one of the zones. */
export const isInZone = ({ latitude, longitude }: Place, zones: readonly PrivacyZone[]): boolean =>
  zones.some(
    (zone) =>
      // A fast check: most samples are farther north or south than the radius.
      Math.abs(latitude - zone.latitude) * DEGREE_METERS <= zone.radiusMeters + 1 &&
      haversineMeters(latitude, longitude, zone.latitude, zone.longitude) <= zone.radiusMeters,
  )

/** Whether the rules can hide any place at all. */
export const hidesPlaces = ({ hideStartEndMeters, zones }: PrivacyRules): boolean => hideStartEndMeters > 0 || zones.length > 0

/** The state of a sample. APART is visible, but the track between the sample before and this one is hidden. */
const [SHOWN, HIDDEN, APART] = [0, 1, 2]

/**
 * Returns the samples that other people may see: none in a zone, and none within `hideStartEndMeters` along the track from either
 * end. A sample without a position is visible when the positions before and after it are, unless the straight line between these
 * two crosses a zone. Between two samples whose line crosses a zone, a range ends and another begins. Samples before the first
 * position and after the last one are hidden, because their place is unknown. A recording without any position is visible as a
 * whole, since it reveals no place.
 */
export function visibleRanges(
  columns: PlacedColumns,
  rules: PrivacyRules,
  isNearEnd: (index: number) => boolean = nearEnds(columns, rules),
): readonly VisibleRange[] {
  const { timeSeconds, latitude, longitude } = columns
  const count = timeSeconds.length
  if (count === 0) return []
  const whole = [{ first: 0, last: count - 1 }]
  if (!latitude || !longitude || !hidesPlaces(rules)) return whole
  const states = new Uint8Array(count)
  const place = (i: number) => ({ latitude: at(latitude, i), longitude: at(longitude, i) })
  let known = -1
  for (let i = 0; i < count; i++) {
    if (Number.isNaN(at(latitude, i))) continue
    const isHidden = isNearEnd(i) || isInZone(place(i), rules.zones)
    states[i] = isHidden ? HIDDEN : SHOWN
    const wasHidden = known < 0 || states[known] === HIDDEN
    if (isHidden || wasHidden) states.fill(HIDDEN, known + 1, i)
    else if (leadsThrough(place(known), place(i), rules.zones)) {
      states.fill(HIDDEN, known + 1, i)
      if (known === i - 1) states[i] = APART
    }
    known = i
  }
  if (known < 0) return whole
  states.fill(HIDDEN, known + 1)
  const ranges: VisibleRange[] = []
  for (let first = 0; first < count; first++) {
    if (states[first] === HIDDEN) continue
    let last = first
    while (last + 1 < count && states[last + 1] === SHOWN) last++
    ranges.push({ first, last })
    first = last
  }
  return ranges
}

/** Whether the straight line between two positions touches one of the zones, on a plane around its centre. */
const leadsThrough = (a: Place, b: Place, zones: readonly PrivacyZone[]): boolean =>
  zones.some(({ latitude, longitude, radiusMeters }) => {
    const reach = radiusMeters / DEGREE_METERS
    if (Math.min(a.latitude, b.latitude) > latitude + reach || Math.max(a.latitude, b.latitude) < latitude - reach) return false
    const eastMeters = DEGREE_METERS * Math.cos((latitude * Math.PI) / 180)
    const x = shortLongitude(a.longitude - longitude) * eastMeters
    const y = (a.latitude - latitude) * DEGREE_METERS
    const dx = shortLongitude(b.longitude - a.longitude) * eastMeters
    const dy = (b.latitude - a.latitude) * DEGREE_METERS
    const square = dx * dx + dy * dy
    const share = square === 0 ? 0 : Math.min(1, Math.max(0, -(x * dx + y * dy) / square))
    return Math.hypot(x + share * dx, y + share * dy) <= radiusMeters
  })

/** The distance of a sample from both ends of the track. */
export interface WayEnds {
  readonly fromStart: (index: number) => number
  readonly toEnd: (index: number) => number
}

/**
 * Returns the distance of samples from both ends, by the shorter of two measures: the given distances, since positions can jump,
 * and the metres of metersMade, since a sensor may count too fast and a standing receiver adds distance. Towards the end whole
 * steps count: the real distance is up to WANDER_METERS longer, and never shorter. It never decreases while the athlete
 * continues.
 */
export function wayEnds({ distanceMeters: distance, latitude, longitude }: Omit<PlacedColumns, 'timeSeconds'>): WayEnds {
  const made = latitude && longitude ? metersMade(latitude, longitude) : null
  const [from, to] = distance && distance.length > 0 ? [at(distance, 0), at(distance, distance.length - 1)] : [0, 0]
  const shorter = (alongPlaces: number, byDistance: number): number =>
    Number.isNaN(byDistance) ? alongPlaces : Math.min(alongPlaces, byDistance)
  return {
    fromStart: (i) => shorter(made ? at(made.meters, i) : Infinity, distance ? at(distance, i) - from : Infinity),
    toEnd: (i) => shorter(made ? made.counted - at(made.meters, i) : Infinity, distance ? to - at(distance, i) : Infinity),
  }
}

/** Returns a test whether a sample lies within the hidden metres of either end. */
export function nearEnds(columns: PlacedColumns, { hideStartEndMeters }: PrivacyRules): (index: number) => boolean {
  if (hideStartEndMeters <= 0) return () => false
  const { fromStart, toEnd } = wayEnds(columns)
  return (i) => fromStart(i) < hideStartEndMeters || toEnd(i) < hideStartEndMeters
}
