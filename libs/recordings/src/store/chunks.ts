import type { Measurement } from '../measure/measure.ts'
import { at, type Recording } from '../recording.ts'
import { COLUMN_VERSION, COLUMNS, type ColumnName, decodeColumn, encodeColumn } from './columns.ts'

/** The columns of a recording as they are stored and drawn, all of equal length. A column without values is absent. */
export type SampleColumns = { readonly [Name in ColumnName]?: Float64Array }

export interface ChannelSummary {
  readonly min: number
  readonly max: number
  readonly mean: number
}
/** Consecutive samples of a recording, packed. One measurement of the time-series collection. */
export interface SampleChunk {
  /** The time of the first sample of the chunk, from the recording's start. */
  readonly startSeconds: number
  readonly n: number
  readonly version: number
  /** A summary of the non-null values before packing. Channels without a value in this chunk are absent. */
  readonly summary: { readonly [Name in ColumnName]?: ChannelSummary }
  readonly columns: { readonly [Name in ColumnName]?: Uint8Array }
}

/**
 * Returns the columns to store: the channels of the recording, with the measured distance, speed and gradient, and positions
 * without spikes (the original file keeps them).
 */
export function sampleColumns(recording: Recording, { derived }: Measurement): SampleColumns {
  const { latitude: _latitude, longitude: _longitude, distanceMeters: _distance, ...channels } = recording.channels
  return { ...channels, ...derived, moving: Float64Array.from(derived.moving), timeSeconds: recording.timeSeconds }
}

/** Splits a recording into chunks of at most `size` samples. */
export function chunkSamples(recording: Recording, measurement: Measurement, size = 1024): SampleChunk[] {
  const columns = sampleColumns(recording, measurement)
  const chunks: SampleChunk[] = []
  for (let from = 0; from < recording.sampleCount; from += size) {
    const to = Math.min(recording.sampleCount, from + size)
    const summary: Partial<Record<ColumnName, ChannelSummary>> = {}
    const packed: Partial<Record<ColumnName, Uint8Array>> = {}
    for (const name of COLUMNS) {
      const values = columns[name]?.subarray(from, to)
      const summed = values && summarize(values)
      if (!values || !summed) continue
      summary[name] = summed
      packed[name] = encodeColumn(name, values)
    }
    chunks.push({
      startSeconds: at(recording.timeSeconds, from),
      n: to - from,
      version: COLUMN_VERSION,
      summary,
      columns: packed,
    })
  }
  return chunks
}

function summarize(values: Float64Array): ChannelSummary | null {
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  let sum = 0
  let count = 0
  for (let i = 0; i < values.length; i++) {
    const value = at(values, i)
    if (Number.isNaN(value)) continue
    if (value < min) min = value
    if (value > max) max = value
    sum += value
    count++
  }
  return count === 0 ? null : { min, max, mean: sum / count }
}

/**
 * Joins chunks in any order; only the columns `names` if given. A channel is null in chunks that do not have it. Throws like
 * decodeColumn.
 */
export function joinChunks(chunks: readonly SampleChunk[], names: readonly ColumnName[] = COLUMNS): SampleColumns {
  const ordered = [...chunks].sort((a, b) => a.startSeconds - b.startSeconds)
  const length = ordered.reduce((sum, chunk) => sum + chunk.n, 0)
  const columns: Partial<Record<ColumnName, Float64Array>> = {}
  for (const name of names) {
    if (!ordered.some((chunk) => chunk.columns[name])) continue
    const column = new Float64Array(length).fill(Number.NaN)
    let offset = 0
    for (const chunk of ordered) {
      const bytes = chunk.columns[name]
      if (bytes) column.set(decodeColumn(name, bytes, chunk.version).subarray(0, chunk.n), offset)
      offset += chunk.n
    }
    columns[name] = column
  }
  return columns
}
