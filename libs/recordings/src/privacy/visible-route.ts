import { bounds } from '../geometry/bounds.ts'
import { DEGREE_METERS, haversineMeters, shortLongitude } from '../geometry/distance.ts'
import { decodePolyline, encodePolyline, type Position } from '../geometry/polyline.ts'
import type { Route } from '../measure/route.ts'
import { at } from '../recording.ts'
import { metersMade } from './meters-made.ts'
import { hidesPlaces, isInZone, type PrivacyRules, type PrivacyZone } from './visible-ranges.ts'

/**
 * The stored line may be up to 3 m away from the recorded positions and is rounded to 1 m, so it is cut this much earlier than
 * they are.
 */
const SLACK_METERS = 5
/** A segment of a line is at most half of the earth's circumference. After so many bisections it is shorter than a millimetre. */
const HALVINGS = 36

/** A part of the line between two points, from 0 to 1. */
type Part = readonly [from: number, to: number]

/** The visible rest of a route. With `isWhole` nothing is hidden, and so is no sample between its first and last position. */
export type VisibleRoute = { readonly isWhole: true } | { readonly isWhole: false; readonly route: Route | null }

const WHOLE: VisibleRoute = { isWhole: true }
const NOTHING: VisibleRoute = { isWhole: false, route: null }

/**
 * Returns the drawn line of a route without what other people may not see. It is cut at the circles of the zones and at the
 * hidden metres along it, measured as for the samples. When nothing is cut, no sample with a position is hidden either. Across a
 * hidden range in the middle the line is straight.
 */
export function visibleRoute(polyline: string, rules: PrivacyRules): VisibleRoute {
  if (!hidesPlaces(rules)) return WHOLE
  const line = decodePolyline(polyline)
  const zones = rules.zones.map((zone) => ({
    ...zone,
    radiusMeters: zone.radiusMeters + SLACK_METERS,
    eastMeters: DEGREE_METERS * Math.cos((zone.latitude * Math.PI) / 180),
  }))
  if (line.every(([latitude, longitude]) => latitude === line[0]?.[0] && longitude === line[0][1])) {
    const isHidden =
      rules.hideStartEndMeters > 0 || line.some(([latitude, longitude]) => isInZone({ latitude, longitude }, zones))
    return isHidden ? NOTHING : WHOLE
  }
  const shown: Position[] = []
  const between = betweenEnds(line, rules)
  let isWhole = true
  for (let k = 1; k < line.length; k++) {
    const [a, b] = [line[k - 1] as Position, line[k] as Position]
    if (a[0] === b[0] && a[1] === b[1]) continue
    let parts = atLeastSomething([between(k)])
    for (const zone of zones) if (mayTouch(a, b, zone)) parts = outside(parts, a, b, zone)
    if (parts.length !== 1 || parts[0]?.[0] !== 0 || parts[0][1] !== 1) isWhole = false
    for (const [begin, end] of parts) {
      const [first, last] = [pointAt(a, b, begin), pointAt(a, b, end)]
      const before = shown.at(-1)
      if (before?.[0] !== first[0] || before[1] !== first[1]) shown.push(first)
      shown.push(last)
    }
  }
  if (isWhole) return WHOLE
  const box = bounds(shown)
  const [start, end] = [shown[0], shown.at(-1)]
  return box && start && end ? { isWhole: false, route: { polyline: encodePolyline(shown), start, end, ...box } } : NOTHING
}

/** Returns the part of the line's segment up to point k that lies between the hidden metres of both ends. */
function betweenEnds(line: readonly Position[], { hideStartEndMeters }: PrivacyRules): (k: number) => Part {
  if (hideStartEndMeters <= 0) return () => [0, 1]
  const latitude = Float64Array.from(line, ([degrees]) => degrees)
  const longitude = Float64Array.from(line, ([, degrees]) => degrees)
  const { meters, anchors, counted } = metersMade(latitude, longitude)
  /** Returns where along the line this many metres are reached: the next point, and the share of the segment that leads to it. */
  const placeOf = (made: number): readonly [k: number, share: number] => {
    const k = meters.findIndex((value) => value >= made)
    if (k < 1) return k < 0 ? [line.length, 0] : [0, 1]
    const [a, b, anchor] = [line[k - 1] as Position, line[k] as Position, anchors[k] as number]
    let [low, high] = [0, 1]
    for (let n = 0; n < HALVINGS; n++) {
      const middle = (low + high) / 2
      const [north, east] = pointAt(a, b, middle)
      const there = at(meters, anchor) + haversineMeters(at(latitude, anchor), at(longitude, anchor), north, east)
      if (there < made) low = middle
      else high = middle
    }
    return [k, high]
  }
  const hidden = hideStartEndMeters + SLACK_METERS
  const [[first, from], [last, to]] = [placeOf(hidden), placeOf(counted - hidden)]
  const shareAt = (k: number, cut: number, share: number): number => (k < cut ? 1 : k > cut ? 0 : share)
  return (k) => [shareAt(k, first, from), shareAt(k, last, to)]
}

const atLeastSomething = (parts: readonly Part[]): readonly Part[] => parts.filter(([from, to]) => from < to)

/** A circle, and the metres per degree of longitude at its centre. */
interface Circle extends PrivacyZone {
  readonly eastMeters: number
}

/** Whether a line is not completely north or south of a circle. */
const mayTouch = (a: Position, b: Position, { latitude, radiusMeters }: Circle): boolean => {
  const reach = radiusMeters / DEGREE_METERS
  return Math.min(a[0], b[0]) <= latitude + reach && Math.max(a[0], b[0]) >= latitude - reach
}

/** Returns what lies outside a circle, of the given parts of the line from `a` to `b`, on a plane around the circle's centre. */
function outside(parts: readonly Part[], a: Position, b: Position, zone: Circle): readonly Part[] {
  const ax = shortLongitude(a[1] - zone.longitude) * zone.eastMeters
  const ay = (a[0] - zone.latitude) * DEGREE_METERS
  const dx = shortLongitude(b[1] - a[1]) * zone.eastMeters
  const dy = (b[0] - a[0]) * DEGREE_METERS
  // |a + t d| = r is a quadratic equation in t.
  const square = dx * dx + dy * dy
  const half = ax * dx + ay * dy
  const rest = ax * ax + ay * ay - zone.radiusMeters ** 2
  if (square === 0) return rest <= 0 ? [] : parts
  const root = half * half - square * rest
  if (root <= 0) return parts
  const [into, out] = [(-half - Math.sqrt(root)) / square, (-half + Math.sqrt(root)) / square]
  if (out <= 0 || into >= 1) return parts
  return atLeastSomething(
    parts.flatMap(([from, to]): Part[] => [
      [from, Math.min(to, into)],
      [Math.max(from, out), to],
    ]),
  )
}

const pointAt = (a: Position, b: Position, share: number): Position => {
  if (share === 0) return a
  if (share === 1) return b
  const longitude = a[1] + shortLongitude(b[1] - a[1]) * share
  return [a[0] + (b[0] - a[0]) * share, longitude > 180 ? longitude - 360 : longitude < -180 ? longitude + 360 : longitude]
}
