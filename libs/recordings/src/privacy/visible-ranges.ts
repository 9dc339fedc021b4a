import { DEGREE_METERS, haversineMeters } from '../geometry/distance.ts'
import { at } from '../recording.ts'

export interface PrivacyZone {
  readonly latitude: number
  readonly longitude: number
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
export const isInZone = (
  { latitude, longitude }: { readonly latitude: number; readonly longitude: number },
  zones: readonly PrivacyZone[],
): boolean =>
  zones.some(
    (zone) =>
      // Most samples are farther north or south than that, which is soon seen.
      Math.abs(latitude - zone.latitude) * DEGREE_METERS <= zone.radiusMeters + 1 &&
      haversineMeters(latitude, longitude, zone.latitude, zone.longitude) <= zone.radiusMeters,
  )

/**
 * The samples that others may see: none in a zone, none within `hideStartEndMeters` along the way from either end, neither by the distances
 * given nor along the positions: a sensor may count too fast, and a receiver that stands still wanders. A sample without a position shows where the positions before and after it do. A recording without any position is seen whole: it tells no place.
 */
export function visibleRanges(columns: PlacedColumns, rules: PrivacyRules): readonly VisibleRange[] {
  const { timeSeconds, latitude, longitude } = columns
  const count = timeSeconds.length
  if (count === 0) return []
  if (!latitude || !longitude) return [{ first: 0, last: count - 1 }]
  const isNearEnd = rules.hideStartEndMeters > 0 ? nearEnds(columns.distanceMeters, latitude, longitude, rules) : () => false
  const isHidden = new Uint8Array(count)
  let before = 0
  let unplaced = 0
  for (let i = 0; i < count; i++) {
    const isOutside = isNearEnd(i)
    if (Number.isNaN(at(latitude, i))) {
      isHidden[i] = isOutside ? 1 : before
      unplaced++
      continue
    }
    const here = { latitude: at(latitude, i), longitude: at(longitude, i) }
    before = isOutside || isInZone(here, rules.zones) ? 1 : 0
    if (before === 1) isHidden.fill(1, i - unplaced, i)
    isHidden[i] = before
    unplaced = 0
  }
  const ranges: VisibleRange[] = []
  for (let first = 0; first < count; first++) {
    if (isHidden[first] === 1) continue
    let last = first
    while (last + 1 < count && isHidden[last + 1] === 0) last++
    ranges.push({ first, last })
    first = last
  }
  return ranges
}

/** Whether a sample lies too close to either end, by one measure of the way or by the other. */
function nearEnds(
  distance: Float64Array | undefined,
  latitude: Float64Array,
  longitude: Float64Array,
  { hideStartEndMeters }: PrivacyRules,
): (index: number) => boolean {
  const measures = [alongPositions(latitude, longitude), ...(distance ? [distance] : [])].map((along) => ({
    along,
    begin: at(along, 0) + hideStartEndMeters,
    end: at(along, along.length - 1) - hideStartEndMeters,
  }))
  return (i) => measures.some(({ along, begin, end }) => at(along, i) < begin || at(along, i) > end)
}

function alongPositions(latitude: Float64Array, longitude: Float64Array): Float64Array {
  const along = new Float64Array(latitude.length)
  let known = -1
  for (let i = 0; i < latitude.length; i++) {
    along[i] = i > 0 ? at(along, i - 1) : 0
    if (Number.isNaN(at(latitude, i))) continue
    if (known >= 0)
      along[i] = at(along, i) + haversineMeters(at(latitude, known), at(longitude, known), at(latitude, i), at(longitude, i))
    known = i
  }
  return along
}
