import { firstAtOrAfter } from '../measure/span-means.ts'
import { findPauses } from '../parse/pauses.ts'
import { at, type Channel, NO_TOTALS, type Recording, type Span, type Sport } from '../recording.ts'
import type { SampleColumns } from '../store/chunks.ts'
import { COLUMN_VERSION, type ColumnName, decodeColumn, encodeColumn } from '../store/columns.ts'

/** The values that a position may carry beside its time. */
export const LIVE_CHANNELS = [
  'distanceMeters',
  'latitude',
  'longitude',
  'altitudeMeters',
  'heartRateBpm',
  'powerWatts',
  'cadenceRpm',
] as const satisfies readonly Channel[]
export type LiveChannel = (typeof LIVE_CHANNELS)[number]

const LIVE_COLUMNS = ['timeSeconds', ...LIVE_CHANNELS] as const

/** One position. `seconds` count from the start of the session. A missing or null channel has no value. */
export type LivePoint = { readonly seconds: number } & { readonly [C in LiveChannel]?: number | null }

/** Positions as columns of equal length: the time and the channels that have values. */
export type LiveTrack = SampleColumns & { readonly timeSeconds: Float64Array }

/** Positions packed as one measurement of the time series, encoded like samples. */
export interface PackedTrack {
  readonly n: number
  readonly version: number
  readonly columns: { readonly [Name in ColumnName]?: Uint8Array }
}

/** In seconds: half of the smallest time step. */
export const HALF_MILLISECOND = 0.0005
/** Converts seconds of a session to whole milliseconds. Two positions in the same millisecond are one. */
export const millis = (seconds: number): number => Math.round(seconds * 1000)

/** Builds a track in order of time. Of several positions in one millisecond the first one counts. */
export function trackOf(points: readonly LivePoint[]): LiveTrack {
  const byTime = new Map<number, LivePoint>()
  for (const point of points) if (!byTime.has(millis(point.seconds))) byTime.set(millis(point.seconds), point)
  const rows = [...byTime].sort(([a], [b]) => a - b)
  const columns: { [Name in LiveChannel]?: Float64Array } = {}
  for (const channel of LIVE_CHANNELS) {
    if (!rows.some(([, point]) => point[channel] != null)) continue
    columns[channel] = Float64Array.from(rows, ([, point]) => point[channel] ?? Number.NaN)
  }
  return { ...columns, timeSeconds: Float64Array.from(rows, ([milliseconds]) => milliseconds / 1000) }
}

/** Merges tracks in order of time. When several tracks have a position at one time, that of the first track counts. */
export function joinTracks(tracks: readonly LiveTrack[]): LiveTrack {
  const [only] = tracks
  if (tracks.length === 1 && only) return only
  const ends = tracks.map((track) => track.timeSeconds.length)
  const total = ends.reduce((sum, length) => sum + length, 0)
  const flat = (columnOf: (track: LiveTrack) => Float64Array | undefined): Float64Array => {
    const column = new Float64Array(total).fill(Number.NaN)
    let offset = 0
    for (const track of tracks) {
      const values = columnOf(track)
      if (values) column.set(values, offset)
      offset += track.timeSeconds.length
    }
    return column
  }
  const time = flat((track) => track.timeSeconds)
  const fresh = isInOrder(time) ? null : firstOfEachMoment(time)
  const kept = (column: Float64Array): Float64Array => (fresh === null ? column : picked(column, fresh))
  const columns: { [Name in LiveChannel]?: Float64Array } = {}
  for (const name of LIVE_CHANNELS) {
    if (!tracks.some((track) => track[name])) continue
    const column = kept(flat((track) => track[name]))
    if (column.some((value) => !Number.isNaN(value))) columns[name] = column
  }
  return { ...columns, timeSeconds: kept(time) }
}

/** Whether the times strictly increase, which is true for most joined tracks, since their parts follow each other. */
function isInOrder(time: Float64Array): boolean {
  for (let i = 1; i < time.length; i++) if (millis(at(time, i)) <= millis(at(time, i - 1))) return false
  return true
}

function firstOfEachMoment(time: Float64Array): Int32Array {
  // The time and the index are packed into one number, so that the sort needs no comparison function.
  const total = time.length
  const keys = time.map((seconds, i) => millis(seconds) * total + i).sort()
  const order = new Int32Array(total)
  let count = 0
  let last = Number.NaN
  for (let k = 0; k < total; k++) {
    const i = ((at(keys, k) % total) + total) % total
    const moment = millis(at(time, i))
    if (moment !== last) order[count++] = i
    last = moment
  }
  return order.subarray(0, count)
}

/** Returns the values of a column at these indexes. */
function picked(column: Float64Array, indices: Int32Array): Float64Array {
  const values = new Float64Array(indices.length)
  for (let k = 0; k < indices.length; k++) values[k] = at(column, indices[k] as number)
  return values
}

/** Returns the positions of `track` at times that `known` does not have. */
export function without(track: LiveTrack, known: LiveTrack): LiveTrack {
  const isKnown = (seconds: number): boolean => {
    const found = firstAtOrAfter(known.timeSeconds, seconds - HALF_MILLISECOND)
    return found < known.timeSeconds.length && millis(at(known.timeSeconds, found)) === millis(seconds)
  }
  const fresh = Int32Array.from(track.timeSeconds.keys()).filter((i) => !isKnown(at(track.timeSeconds, i)))
  return fresh.length === track.timeSeconds.length ? track : ofColumns(track, (column) => picked(column, fresh))
}

/** Returns the positions of `track` between two times, both included. */
export function within(track: LiveTrack, fromSeconds: number, toSeconds: number): LiveTrack {
  const { timeSeconds } = track
  const from = firstAtOrAfter(timeSeconds, fromSeconds)
  let end = firstAtOrAfter(timeSeconds, toSeconds)
  while (end < timeSeconds.length && at(timeSeconds, end) === toSeconds) end++
  return cut(track, from, end)
}

/** Splits a track into parts of at most `most` positions, in order. */
export function* partsOf(track: LiveTrack, most: number): Iterable<LiveTrack> {
  for (let from = 0; from < track.timeSeconds.length; from += most) yield cut(track, from, from + most)
}

const cut = (track: LiveTrack, from: number, end: number): LiveTrack =>
  from <= 0 && end >= track.timeSeconds.length ? track : ofColumns(track, (column) => column.slice(from, Math.max(from, end)))

/** Applies `take` to each column of a track. Drops columns without a value. */
function ofColumns(track: LiveTrack, take: (column: Float64Array) => Float64Array): LiveTrack {
  const columns: { [Name in LiveChannel]?: Float64Array } = {}
  for (const name of LIVE_CHANNELS) {
    const column = track[name] && take(track[name])
    if (column?.some((value) => !Number.isNaN(value))) columns[name] = column
  }
  return { ...columns, timeSeconds: take(track.timeSeconds) }
}

/** Packs a track. `unpackTrack` returns the same values, rounded to the step of each channel. */
export function packTrack(track: LiveTrack): PackedTrack {
  const columns: { [Name in ColumnName]?: Uint8Array } = {}
  for (const name of LIVE_COLUMNS) {
    const column = track[name]
    if (column) columns[name] = encodeColumn(name, column)
  }
  return { n: track.timeSeconds.length, version: COLUMN_VERSION, columns }
}

/** Unpacks a packed track. Throws like decodeColumn. */
export function unpackTrack({ n, version, columns }: PackedTrack): LiveTrack {
  const unpacked: { [Name in ColumnName]?: Float64Array } = {}
  for (const name of LIVE_COLUMNS) {
    const bytes = columns[name]
    if (bytes) unpacked[name] = decodeColumn(name, bytes, version).subarray(0, n)
  }
  return { ...unpacked, timeSeconds: unpacked.timeSeconds ?? new Float64Array(0) }
}

/**
 * Converts a track to the recording that a device would have written: its clock starts at the first position. `pauses` are the
 * stops that the athlete pressed, in seconds of the session; without any, gaps count as pauses, as in a file without timer
 * events. Returns null without positions.
 */
export function liveRecording(
  sport: Sport,
  sessionStartedAtMs: number,
  track: LiveTrack,
  pauses: readonly Span[],
): Recording | null {
  const sampleCount = track.timeSeconds.length
  if (sampleCount === 0) return null
  const first = at(track.timeSeconds, 0)
  const timeSeconds = track.timeSeconds.map((seconds) => (millis(seconds) - millis(first)) / 1000)
  const stops = pauses.map(({ startSeconds, endSeconds }) => ({
    startSeconds: startSeconds - first,
    endSeconds: endSeconds - first,
  }))
  const { timeSeconds: _time, ...channels } = track
  return {
    sport,
    startedAtMs: sessionStartedAtMs + millis(first),
    name: null,
    device: null,
    utcOffsetSeconds: null,
    sampleCount,
    timeSeconds,
    channels,
    pauses: findPauses(timeSeconds, stops, stops.length > 0),
    hasTimerEvents: stops.length > 0,
    laps: [],
    totals: NO_TOTALS,
  }
}
