import { DEGREE_METERS, shortLongitude } from '../geometry/distance.ts'
import type { Position } from '../geometry/polyline.ts'
import { at } from '../recording.ts'
import type { Margin } from './track.ts'

/** A gate across the course: its centre and its crossing direction (a unit vector), in metres on the segment's plane. */
export interface Gate {
  readonly x: number
  readonly y: number
  readonly directionX: number
  readonly directionY: number
}

/** A segment prepared for matching: its line on a plane around its start, with precomputed values. */
export interface SegmentLine {
  readonly latitude: number
  readonly longitude: number
  /** Metres per degree of longitude on this plane. */
  readonly longitudeMeters: number
  readonly x: Float64Array
  readonly y: Float64Array
  /** Metres from the start at each point. */
  readonly along: Float64Array
  readonly lengthMeters: number
  readonly start: Gate
  readonly end: Gate
  /** A margin in degrees that contains the start gate. */
  readonly margin: Margin
}

const GATE_HALF_METERS = 25
/** The direction of a gate is that of this much of the line. */
const GATE_DIRECTION_METERS = 30
/** Near the poles a degree of longitude has almost no length. This avoids a division by zero. */
const LEAST_LONGITUDE_METERS = 1

/** Prepares a segment for matching. `points` are in riding order, in degrees. Returns null when the line has no length. */
export function prepareSegment(points: readonly Position[]): SegmentLine | null {
  const [first] = points
  if (!first) return null
  const [latitude, longitude] = first
  const longitudeMeters = Math.max(LEAST_LONGITUDE_METERS, DEGREE_METERS * Math.cos((latitude * Math.PI) / 180))
  const x = Float64Array.from(points, (point) => shortLongitude(point[1] - longitude) * longitudeMeters)
  const y = Float64Array.from(points, (point) => (point[0] - latitude) * DEGREE_METERS)
  const along = new Float64Array(points.length)
  for (let i = 1; i < along.length; i++)
    along[i] = at(along, i - 1) + Math.hypot(at(x, i) - at(x, i - 1), at(y, i) - at(y, i - 1))
  const lengthMeters = at(along, along.length - 1)
  if (!(lengthMeters > 0)) return null
  const span = Math.min(GATE_DIRECTION_METERS, lengthMeters)
  const line = { x, y, along }
  const [startOn, endFrom] = [pointAt(line, span), pointAt(line, lengthMeters - span)]
  const [endX, endY] = [at(x, x.length - 1), at(y, y.length - 1)]
  const start = gate(0, 0, startOn.x, startOn.y)
  const end = gate(endX, endY, endX - endFrom.x, endY - endFrom.y)
  // A line that returns to its start within its first or last 30 m has no direction there.
  if (start === null || end === null) return null
  const margin = { latitude: GATE_HALF_METERS / DEGREE_METERS, longitude: GATE_HALF_METERS / longitudeMeters }
  return { latitude, longitude, longitudeMeters, ...line, lengthMeters, start, end, margin }
}

function gate(x: number, y: number, towardsX: number, towardsY: number): Gate | null {
  const length = Math.hypot(towardsX, towardsY)
  return length === 0 ? null : { x, y, directionX: towardsX / length, directionY: towardsY / length }
}

function pointAt({ x, y, along }: Pick<SegmentLine, 'x' | 'y' | 'along'>, meters: number): { x: number; y: number } {
  let i = 1
  while (i < along.length - 1 && at(along, i) < meters) i++
  const piece = at(along, i) - at(along, i - 1)
  const share = piece === 0 ? 1 : (meters - at(along, i - 1)) / piece
  return { x: at(x, i - 1) + share * (at(x, i) - at(x, i - 1)), y: at(y, i - 1) + share * (at(y, i) - at(y, i - 1)) }
}

/**
 * Returns where, between two points of the plane (0 to 1), a gate is crossed in its direction; null when it is not. A point on
 * the gate is past it.
 */
export function crossing(gate: Gate, fromX: number, fromY: number, toX: number, toY: number): number | null {
  const before = (fromX - gate.x) * gate.directionX + (fromY - gate.y) * gate.directionY
  const after = (toX - gate.x) * gate.directionX + (toY - gate.y) * gate.directionY
  if (before >= 0 || after < 0) return null
  const share = before / (before - after)
  return beside(gate, fromX + share * (toX - fromX), fromY + share * (toY - fromY)) ? share : null
}

/**
 * As `crossing`, for a track that begins on the gate: leaving it counts, since a recording may begin there. Arriving on it does
 * not count, so nothing counts twice.
 */
export function leaving(gate: Gate, fromX: number, fromY: number, toX: number, toY: number): number | null {
  const before = (fromX - gate.x) * gate.directionX + (fromY - gate.y) * gate.directionY
  const after = (toX - gate.x) * gate.directionX + (toY - gate.y) * gate.directionY
  if (before > 0 || after <= 0) return null
  const share = before / (before - after)
  return beside(gate, fromX + share * (toX - fromX), fromY + share * (toY - fromY)) ? share : null
}

const beside = (gate: Gate, x: number, y: number): boolean =>
  Math.abs((x - gate.x) * gate.directionY - (y - gate.y) * gate.directionX) <= GATE_HALF_METERS
