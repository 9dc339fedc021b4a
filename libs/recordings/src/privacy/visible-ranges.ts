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

/** What others than the athlete may not see of a recording. */
export interface PrivacyRules {
  /** Metres along the way that are hidden at each end; 0 hides none. */
  readonly hideStartEndMeters: number
  /** Circles inside of which nothing shows. */
  readonly zones: readonly PrivacyZone[]
}

/** The columns the rules look at, of one length; NaN where a sample has no position. */
export interface PlacedColumns {
  readonly timeSeconds: Float64Array
  readonly distanceMeters?: Float64Array | undefined
  readonly latitude?: Float64Array | undefined
  readonly longitude?: Float64Array | undefined
}

/** Samples from `first` to `last`, both included. */
export interface VisibleRange {
  readonly first: number
  readonly last: number
}

/** Whether a position lies in one of the zones. */
export const isInZone = ({ latitude, longitude }: Place, zones: readonly PrivacyZone[]): boolean =>
  zones.some(
    (zone) =>
      // Most samples are farther north or south than that, which is soon seen.
      Math.abs(latitude - zone.latitude) * DEGREE_METERS <= zone.radiusMeters + 1 &&
      haversineMeters(latitude, longitude, zone.latitude, zone.longitude) <= zone.radiusMeters,
  )

/** Whether the rules can hide any place at all. */
export const hidesPlaces = ({ hideStartEndMeters, zones }: PrivacyRules): boolean => hideStartEndMeters > 0 || zones.length > 0

/** What is known of a sample; one that shows apart has a hidden way, and no sample, before it. */
const [SHOWN, HIDDEN, APART] = [0, 1, 2]

/**
 * The samples that others may see: none in a zone, none within `hideStartEndMeters` along the way from either end. A sample without a position
 * shows where the positions before and after it do, unless the straight way between the two leads through a zone; between two samples whose way does, a range
 * ends and another begins. Before the first position and after the last one nobody knows where it went: nothing shows. A recording without any position is seen whole: it tells
 * no place.
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

/** Whether the straight way between two positions touches one of the zones, on a plane around its centre. */
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

/** How far a sample is from both ends along the way. */
export interface WayEnds {
  readonly fromStart: (index: number) => number
  readonly toEnd: (index: number) => number
}

/**
 * How far samples are from the ends, by the shorter of two measures: the distances given, since places can jump, and the metres made from place to place,
 * since a sensor may count too fast and distances of a receiver that stands still grow. To the end whole steps count: it is up to WANDER_METERS further than told, and never
 * nearer; and it never becomes less while somebody goes on.
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

/** Whether a sample lies within the hidden metres of either end. */
export function nearEnds(columns: PlacedColumns, { hideStartEndMeters }: PrivacyRules): (index: number) => boolean {
  if (hideStartEndMeters <= 0) return () => false
  const { fromStart, toEnd } = wayEnds(columns)
  return (i) => fromStart(i) < hideStartEndMeters || toEnd(i) < hideStartEndMeters
}
