import { at, type Channels } from '../recording.ts'
import type { ParseLimits } from './parse-result.ts'
import { medianInterval } from './pauses.ts'
import { addRow, createTable, finishSamples, type Samples } from './samples.ts'

/** A moment that a sample is as near to as this needs none of its own. */
const NEAR_MS = 2500
/** Beyond the samples: what a recording's own parts may be missing at its ends. */
const AROUND_MS = 3_600_000
const SPARSE_MS = 10_000

/** What a device wrote of a part of a recording beside its samples: a lap, a session, a length. */
export interface TimedPart {
  readonly startMs: number
  readonly elapsedSeconds: number | null
  readonly distanceMeters?: number | null
}

/** When parts begin and end; those without a possible time say nothing. */
export const momentsOf = (parts: readonly TimedPart[]): number[] =>
  parts.flatMap(({ startMs, elapsedSeconds }) => [startMs, startMs + (elapsedSeconds ?? 0) * 1000]).filter(Number.isFinite)

/**
 * The samples of a recording that has none: one at each moment that its parts begin or end, without a value. Null when no part says where it went,
 * or none took any time: nothing was recorded then.
 */
export function samplesOfParts(parts: readonly TimedPart[], limits: ParseLimits): Samples | null {
  if (!parts.some((part) => (part.distanceMeters ?? 0) > 0)) return null
  const table = createTable()
  for (const moment of momentsOf(parts)) addRow(table, moment)
  const samples = finishSamples(table, limits)
  return samples && samples.timeSeconds.length > 1 ? samples : null
}

/**
 * Samples with one more, without a value, at each moment that none is near to: so that what lies between two samples that are far apart (a wall of a
 * pool, the end of a lap) has a place. Moments an hour from the samples are of another clock.
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
 * The moments of a recording's laps and session that its samples need. Where they say neither metres nor a place, all near them. Else the beginning
 * alone, where the first sample stands one interval after it: who writes a sample every minute has already gone a minute then.
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
