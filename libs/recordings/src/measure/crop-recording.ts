import {
  at,
  type Channel,
  type DeviceLap,
  type DevicePool,
  type DeviceTotals,
  NO_TOTALS,
  type Recording,
  type Span,
} from '../recording.ts'
import type { Measurement } from './measure.ts'
import { firstAtOrAfter } from './span-means.ts'

/** A device rounds the seconds of a length. One that is inside but for this much counts as whole. */
const ROUNDED_SECONDS = 0.5

/** Cuts a span to a part and counts it from the start of that part. Returns null when nothing of it lies in the part. */
const cutSpan = <Piece extends Span>(piece: Piece, { startSeconds, endSeconds }: Span): Piece | null => {
  const from = Math.max(piece.startSeconds, startSeconds)
  const to = Math.min(piece.endSeconds, endSeconds)
  return to > from ? { ...piece, startSeconds: from - startSeconds, endSeconds: to - startSeconds } : null
}

/** What the device says of a lap holds for the whole lap, so a lap that was cut is measured from its samples. */
const cutLap = (lap: DeviceLap, part: Span): DeviceLap | null => {
  const cut = cutSpan(lap, part)
  const isWhole = lap.startSeconds >= part.startSeconds && lap.endSeconds <= part.endSeconds
  return cut && (isWhole ? cut : { ...cut, ...NO_TOTALS })
}

/** Counts metres, which have no gaps, from the first sample. */
const fromZero = (meters: Float64Array): Float64Array => meters.map((value) => value - at(meters, 0))

/**
 * Returns a part of a recording as if only this part had been recorded: from the first sample at or after `startSeconds` to the last one
 * at or before `endSeconds`, both in seconds of the whole. Its metres are those that were measured of the whole, so that the parts of a
 * recording add up to it, and no total of the device, which is of the whole, is taken for them. Lengths of a pool that were cut are left
 * out. Returns null when fewer than two samples are left.
 */
export function cropRecording(whole: Recording, measured: Measurement, { startSeconds, endSeconds }: Span): Recording | null {
  const from = firstAtOrAfter(whole.timeSeconds, startSeconds)
  let end = firstAtOrAfter(whole.timeSeconds, endSeconds)
  while (end < whole.sampleCount && at(whole.timeSeconds, end) <= endSeconds) end++
  if (end - from < 2) return null
  const since = at(whole.timeSeconds, from)
  const part = { startSeconds: since, endSeconds: at(whole.timeSeconds, end - 1) }
  const meters = measured.derived.distanceMeters && fromZero(measured.derived.distanceMeters.slice(from, end))
  const channels: { [C in Channel]?: Float64Array } = {}
  for (const [name, column] of Object.entries(whole.channels) as [Channel, Float64Array][]) {
    const values = column.slice(from, end)
    if (values.some((value) => !Number.isNaN(value))) channels[name] = values
  }
  if (meters) channels.distanceMeters = meters
  const laps = whole.laps.flatMap((lap) => cutLap(lap, part) ?? [])
  const cropped = {
    ...whole,
    startedAtMs: whole.startedAtMs + Math.round(since * 1000),
    sampleCount: end - from,
    timeSeconds: whole.timeSeconds.slice(from, end).map((time) => time - since),
    channels,
    pauses: whole.pauses.flatMap((pause) => cutSpan(pause, part) ?? []),
    laps: whole.pool ? laps : laps.map((lap) => ({ ...lap, distanceMeters: null })),
    totals: NO_TOTALS,
  }
  return whole.pool ? { ...cropped, ...cropPool(whole.pool, measured, part), totals: totalOf(meters) } : cropped
}

/** Of a drill, metres are told by laps alone, which count where they add up to the total. */
const totalOf = (meters: Float64Array | undefined): DeviceTotals => ({ ...NO_TOTALS, distanceMeters: meters?.at(-1) ?? null })

const cropPool = (pool: DevicePool, measured: Measurement, part: Span): { readonly pool: DevicePool } => ({
  pool: {
    // Where the device does not state it, it was found from totals of the whole.
    lengthMeters: pool.lengthMeters ?? measured.pool?.lengthMeters ?? null,
    lengths: pool.lengths
      .filter(
        ({ startSeconds, elapsedSeconds }) =>
          startSeconds >= part.startSeconds - ROUNDED_SECONDS &&
          startSeconds + elapsedSeconds <= part.endSeconds + ROUNDED_SECONDS,
      )
      .map((length) => ({ ...length, startSeconds: Math.max(0, length.startSeconds - part.startSeconds) })),
  },
})
