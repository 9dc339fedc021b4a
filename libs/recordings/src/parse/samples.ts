import { at, CHANNELS, type Channel, type Channels } from '../recording.ts'
import { areManyPlaces } from './one-instant.ts'
import type { ParseLimits } from './parse-result.ts'

/** Columns that grow while a file is parsed. A row starts with its time; then its values are set. */
export interface SampleTable {
  count: number
  timeMs: Float64Array
  readonly columns: Partial<Record<Channel, Float64Array>>
  /** The values of another source, used where the device's own channel is null, or 0 throughout. */
  readonly instead: Partial<Record<Channel, Float64Array>>
}

export const createTable = (): SampleTable => ({ count: 0, timeMs: new Float64Array(0), columns: {}, instead: {} })

const grown = (column: Float64Array, capacity: number, fill: number): Float64Array => {
  const next = new Float64Array(capacity)
  next.set(column)
  if (fill !== 0) next.fill(fill, column.length)
  return next
}

/** Small, because a file may have ten thousand tracks of one point each. */
const FIRST_ROWS = 64

/** Adds a row and returns its index. */
export function addRow(table: SampleTable, timeMs: number): number {
  const row = table.count++
  if (row === table.timeMs.length) {
    const capacity = Math.max(FIRST_ROWS, row * 2)
    table.timeMs = grown(table.timeMs, capacity, 0)
    for (const columns of [table.columns, table.instead])
      for (const channel of CHANNELS) {
        const column = columns[channel]
        if (column) columns[channel] = grown(column, capacity, Number.NaN)
      }
  }
  table.timeMs[row] = timeMs
  return row
}

/** Sets one value of a row. The column of a channel exists from its first value on. */
export function setValue(
  table: SampleTable,
  channel: Channel,
  row: number,
  value: number,
  columns: SampleTable['instead'] = table.columns,
): void {
  let column = columns[channel]
  if (!column) {
    column = new Float64Array(table.timeMs.length).fill(Number.NaN)
    columns[channel] = column
  }
  column[row] = value
}

/** FIT's lowest altitude is -500 m, which devices write when they do not know it. The shore of the Dead Sea is at -430 m. */
const LEAST_ALTITUDE_METERS = -499
/**
 * The plausible range of each channel. Other values become null. A heart rate of 0 is not plausible (a strap writes it when it
 * loses contact), while 0 W and 0 rpm are coasting and stay. Speeds are not checked by sport here.
 */
const RANGES: Record<Channel, readonly [number, number]> = {
  distanceMeters: [0, 1e8],
  latitude: [-90, 90],
  longitude: [-180, 180],
  altitudeMeters: [LEAST_ALTITUDE_METERS, 20_000],
  speedMps: [0, 200],
  heartRateBpm: [1, 254],
  cadenceRpm: [0, 300],
  powerWatts: [0, 10_000],
  temperatureCelsius: [-90, 90],
}
const EARLIEST_MS = Date.UTC(1990, 0, 1)
/** A sample farther than this from the median has a wrong clock: no activity lasts two months. */
const REACH_MS = 31 * 86_400_000

export interface Samples {
  readonly startedAtMs: number
  readonly timeSeconds: Float64Array
  readonly channels: Channels
  /** How many rows were left out because of an impossible date. */
  readonly dropped: number
}

/**
 * Makes the columns of a recording from the rows that pass `keep`: sorted, merged by timestamp (the later non-null value wins),
 * with null for implausible values, without empty channels. Returns null when no row has a possible date, or when all rows share
 * one that cannot be real.
 */
export function finishSamples(
  table: SampleTable,
  { latestMs }: Pick<ParseLimits, 'latestMs'>,
  keep: (timeMs: number, row: number) => boolean = () => true,
): Samples | null {
  let rows: number[] = []
  let wanted = 0
  for (let row = 0; row < table.count; row++) {
    const time = at(table.timeMs, row)
    if (!keep(time, row) && !Number.isNaN(time)) continue
    wanted++
    if (time >= EARLIEST_MS && time < latestMs) rows.push(row)
  }
  if (rows.length === 0) return null
  if (rows.some((row, i) => i > 0 && at(table.timeMs, row) < at(table.timeMs, rows[i - 1] as number)))
    rows.sort((a, b) => at(table.timeMs, a) - at(table.timeMs, b) || a - b)
  const middle = at(table.timeMs, rows[rows.length >> 1] as number)
  rows = rows.filter((row) => Math.abs(at(table.timeMs, row) - middle) <= REACH_MS)

  const target = new Int32Array(rows.length)
  let count = 0
  for (const [i, row] of rows.entries()) {
    if (i > 0 && at(table.timeMs, row) !== at(table.timeMs, rows[i - 1] as number)) count++
    target[i] = count
  }
  count++
  if (count === 1 && areManyPlaces(table, rows)) return null
  const startedAtMs = at(table.timeMs, rows[0] as number)
  const timeSeconds = new Float64Array(count)
  for (const [i, row] of rows.entries()) timeSeconds[target[i] as number] = (at(table.timeMs, row) - startedAtMs) / 1000

  const channels: Partial<Record<Channel, Float64Array>> = {}
  for (const channel of CHANNELS) {
    const read = (source: Float64Array | undefined): Float64Array | null =>
      source ? merged(source, rows, target, count, RANGES[channel]) : null
    const own = read(table.columns[channel])
    const column = own?.some((value) => value > 0) ? own : (read(table.instead[channel]) ?? own)
    if (column) channels[channel] = column
  }
  dropHalfPositions(channels)
  return { startedAtMs, timeSeconds, channels, dropped: wanted - rows.length }
}

function merged(
  source: Float64Array,
  rows: readonly number[],
  target: Int32Array,
  count: number,
  [least, most]: readonly [number, number],
): Float64Array | null {
  const column = new Float64Array(count).fill(Number.NaN)
  let values = 0
  for (let i = 0; i < rows.length; i++) {
    const value = at(source, rows[i] as number)
    if (!(value >= least && value <= most)) continue
    column[target[i] as number] = value
    values++
  }
  return values === 0 ? null : column
}

/**
 * Receivers without a fix write 0, 0, or all bits set, which reads as -1 semicircle. Both are in the sea off Africa, centimetres
 * apart.
 */
const NO_FIX_DEGREES = 1e-6

/** Removes positions with only one coordinate and positions without a fix. */
function dropHalfPositions(channels: Partial<Record<Channel, Float64Array>>): void {
  const { latitude, longitude } = channels
  let positions = 0
  if (latitude && longitude)
    for (let i = 0; i < latitude.length; i++) {
      const here = at(latitude, i)
      const there = at(longitude, i)
      if (Number.isNaN(here) || Number.isNaN(there) || (Math.abs(here) < NO_FIX_DEGREES && Math.abs(there) < NO_FIX_DEGREES)) {
        latitude[i] = Number.NaN
        longitude[i] = Number.NaN
      } else positions++
    }
  if (positions === 0) {
    delete channels.latitude
    delete channels.longitude
  }
}
