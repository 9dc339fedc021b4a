import { at, type Channels } from '../recording.ts'
import type { ParseLimits } from './parse-result.ts'
import { medianInterval } from './pauses.ts'
import { addRow, createTable, finishSamples, type Samples } from './samples.ts'

/** A moment with a sample this near needs no sample of its own. */
const NEAR_MS = 2500
/** How far the parts of a recording may extend beyond its samples. */
const AROUND_MS = 3_600_000
const SPARSE_MS = 10_000

/** A part of a recording that the device wrote beside the samples: a lap, a session or a length. */
export interface TimedPart {
  readonly startMs: number
  readonly elapsedSeconds: number | null
  readonly distanceMeters?: number | null
}

/** Returns when parts begin and end. Ignores parts without a possible time. */
export const momentsOf = (parts: readonly TimedPart[]): number[] =>
  parts.flatMap(({ startMs, elapsedSeconds }) => [startMs, startMs + (elapsedSeconds ?? 0) * 1000]).filter(Number.isFinite)

/**
 * Makes the samples of a recording that has none: one at each moment when a part begins or ends, without values. Returns null
 * when no part has a distance, or none has a duration; then nothing was recorded.
 */
export function samplesOfParts(parts: readonly TimedPart[], limits: ParseLimits): Samples | null {
  if (!parts.some((part) => (part.distanceMeters ?? 0) > 0)) return null
  const table = createTable()
  for (const moment of momentsOf(parts)) addRow(table, moment)
  const samples = finishSamples(table, limits)
  return samples && samples.timeSeconds.length > 1 ? samples : null
}

/**
 * Adds a sample without values at each moment that has no sample near it, so that a moment between two distant samples (a wall of
 * a pool, the end of a lap) exists. Moments more than an hour away from the samples come from another clock and are ignored.
 */
export function withMoments(samples: Samples, momentsMs: readonly number[]): Samples {
  const { startedAtMs, timeSeconds } = samples
  const last = timeSeconds.length - 1
  const [from, to] = [startedAtMs - AROUND_MS, startedAtMs + at(timeSeconds, last) * 1000 + AROUND_MS]
  const wanted = [...new Set(momentsMs)].filter((ms) => ms >= from && ms <= to).sort((a, b) => a - b)
  const times: { ms: number; from: number }[] = []
  let next = 0
  let added = Number.NEGATIVE_INFINITY
  const sampleMs = (i: number): number => startedAtMs + at(timeSeconds, i) * 1000
  for (const ms of wanted) {
    while (next <= last && sampleMs(next) <= ms) times.push({ ms: sampleMs(next), from: next++ })
    const before = next > 0 ? ms - sampleMs(next - 1) : Number.POSITIVE_INFINITY
    const after = next <= last ? sampleMs(next) - ms : Number.POSITIVE_INFINITY
    if (Math.min(before, after, ms - added) <= NEAR_MS) continue
    times.push({ ms, from: -1 })
    added = ms
  }
  if (times.length === next) return samples
  for (; next <= last; next++) times.push({ ms: sampleMs(next), from: next })
  const beginMs = times[0]?.ms ?? startedAtMs
  const column = (source: Float64Array): Float64Array =>
    Float64Array.from(times, (time) => (time.from < 0 ? Number.NaN : at(source, time.from)))
  const channels: Channels = Object.fromEntries(
    Object.entries(samples.channels).map(([channel, source]) => [channel, column(source)]),
  )
  return {
    ...samples,
    startedAtMs: beginMs,
    timeSeconds: Float64Array.from(times, (time) => (time.ms - beginMs) / 1000),
    channels,
  }
}

/**
 * Returns the moments of laps and session that need a sample. When the samples have neither distance nor position, these are all
 * moments near them. Otherwise it is only the beginning, if the first sample comes one interval after it: a device that writes a
 * sample every minute has then already recorded a minute.
 */
export function neededMoments(samples: Samples, parts: readonly TimedPart[]): number[] {
  const { startedAtMs, timeSeconds, channels } = samples
  const interval = medianInterval(timeSeconds) * 1000
  const endMs = startedAtMs + at(timeSeconds, timeSeconds.length - 1) * 1000
  const near = 2 * interval + SPARSE_MS
  const moments = momentsOf(parts).filter((ms) => ms >= startedAtMs - near && ms <= endMs + near)
  if (!channels.distanceMeters?.some((meters) => meters > 0) && !channels.latitude) return moments
  const begin = Math.min(...parts.map((part) => part.startMs).filter((ms) => ms >= startedAtMs - near))
  const late = startedAtMs - begin
  return late > SPARSE_MS && late <= 2 * interval ? [begin] : []
}
