import { haversineMeters } from '../geometry/distance.ts'
import type { Position } from '../geometry/polyline.ts'
import type { Measurement } from '../measure/measure.ts'
import type { Recording } from '../recording.ts'

/** What is needed to detect that two recordings are of the same activity. Plain JSON, small enough for the activity's row. */
export interface Fingerprint {
  readonly startedAtMs: number
  readonly elapsedSeconds: number
  /** Null without position and distance. */
  readonly distanceMeters: number | null
  /** The first and last kept position, with five decimals. */
  readonly start: Position | null
  readonly end: Position | null
}

/** Starts this close together may be the same start. It is the range for the query. */
export const SAME_START_SECONDS = 30
const SAME_ELAPSED_SHARE = 0.02
const SAME_ELAPSED_SECONDS = 10
const SAME_DISTANCE_SHARE = 0.02
const SAME_DISTANCE_METERS = 20
/** One file may count a gap that another leaves out. So when both ends match, the distances may differ by this share. */
const SAME_ENDS_DISTANCE_SHARE = 0.4
const SAME_PLACE_METERS = 100
/** The least overlap, as a share of the longer recording. Legs of one file follow each other and do not overlap. */
const LEAST_OVERLAP_SHARE = 0.5

/** Returns the fingerprint of a measured recording. */
export function fingerprint(recording: Recording, measurement: Measurement): Fingerprint {
  const { route, derived, elapsedSeconds, distanceMeters } = measurement
  const rounded = ([latitude, longitude]: Position): Position => [
    Math.round(latitude * 1e5) / 1e5,
    Math.round(longitude * 1e5) / 1e5,
  ]
  return {
    startedAtMs: recording.startedAtMs,
    elapsedSeconds,
    distanceMeters: derived.distanceMeters ? distanceMeters : null,
    start: route && rounded(route.start),
    end: route && rounded(route.end),
  }
}

/**
 * Whether two fingerprints of one athlete belong to the same activity, whichever device or program wrote the files. The times
 * must match: they start within 30 s, their durations differ by at most 2 % or 10 s, and they mostly overlap. Then the places
 * must match: when both have positions, both ends are within 100 m and the distances roughly equal; otherwise the distances are
 * within 2 % or 20 m, if both are known. Symmetric.
 */
export function isSameRecording(a: Fingerprint, b: Fingerprint): boolean {
  return isSameTime(a, b) && (a.start && a.end && b.start && b.end ? isSamePlace(a, b) : isSameDistance(a, b))
}

function isSameTime(a: Fingerprint, b: Fingerprint): boolean {
  if (Math.abs(a.startedAtMs - b.startedAtMs) > SAME_START_SECONDS * 1000) return false
  const longer = Math.max(a.elapsedSeconds, b.elapsedSeconds)
  const slack = Math.max(SAME_ELAPSED_SECONDS, longer * SAME_ELAPSED_SHARE)
  if (Math.abs(a.elapsedSeconds - b.elapsedSeconds) > slack) return false
  const endMs = Math.min(a.startedAtMs + a.elapsedSeconds * 1000, b.startedAtMs + b.elapsedSeconds * 1000)
  return (endMs - Math.max(a.startedAtMs, b.startedAtMs)) / 1000 >= longer * LEAST_OVERLAP_SHARE
}

function isSamePlace(a: Fingerprint, b: Fingerprint): boolean {
  return isNear(a.start, b.start) && isNear(a.end, b.end) && isAlike(a.distanceMeters, b.distanceMeters, SAME_ENDS_DISTANCE_SHARE)
}

const isSameDistance = (a: Fingerprint, b: Fingerprint): boolean =>
  isAlike(a.distanceMeters, b.distanceMeters, SAME_DISTANCE_SHARE)

const isNear = (a: Position | null, b: Position | null): boolean =>
  a !== null && b !== null && haversineMeters(a[0], a[1], b[0], b[1]) <= SAME_PLACE_METERS

function isAlike(a: number | null, b: number | null, share: number): boolean {
  if (a === null || b === null) return true
  return Math.abs(a - b) <= Math.max(SAME_DISTANCE_METERS, share * Math.max(a, b))
}
