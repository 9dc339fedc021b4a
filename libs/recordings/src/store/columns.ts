import { at, CHANNELS } from '../recording.ts'

/** The stored columns, in the order of the API's StreamChannel. */
export const COLUMNS = ['timeSeconds', ...CHANNELS, 'gradient', 'moving'] as const
export type ColumnName = (typeof COLUMNS)[number]

/**
 * Steps per unit, to which stored values are rounded. Each value of a cumulative channel is rounded on its own, so errors do not
 * add up.
 */
const STEPS: Record<ColumnName, number> = {
  timeSeconds: 1000,
  distanceMeters: 100,
  latitude: 1e7,
  longitude: 1e7,
  altitudeMeters: 10,
  speedMps: 1000,
  heartRateBpm: 1,
  cadenceRpm: 1,
  powerWatts: 1,
  temperatureCelsius: 10,
  gradient: 1000,
  moving: 1,
}

/** Rounds a value to the step of its channel, as it is stored. */
export const toStep = (channel: ColumnName, value: number): number => Math.round(value * STEPS[channel]) / STEPS[channel]

/** The current encoding, in the first byte of each column. */
export const COLUMN_VERSION = 1
const HIGH = 0x80
/** The largest number of steps from 0 for which the difference of two values is exact. */
const MOST_STEPS = 2 ** 50

/**
 * Packs a column: a version byte, then for each value either 0 (null) or 1 + the zigzag of its difference in steps from the last
 * non-null value, as a little-endian base-128 number (LEB128). Values are rounded to the channel's step; NaN, infinite and
 * absurdly large ones become null.
 */
export function encodeColumn(channel: ColumnName, values: Float64Array): Uint8Array {
  const step = STEPS[channel]
  const bytes = new Uint8Array(1 + values.length * 8)
  bytes[0] = COLUMN_VERSION
  let length = 1
  let previous = 0
  for (let i = 0; i < values.length; i++) {
    const steps = Math.round(at(values, i) * step)
    if (!(Math.abs(steps) <= MOST_STEPS)) {
      bytes[length++] = 0
      continue
    }
    const difference = steps - previous
    previous = steps
    let rest = difference < 0 ? -2 * difference : 2 * difference + 1
    // Bit shifts would truncate a number of more than 31 bits.
    while (rest >= HIGH) {
      bytes[length++] = (rest % HIGH) | HIGH
      rest = Math.floor(rest / HIGH)
    }
    bytes[length++] = rest
  }
  return bytes.slice(0, length)
}

/** Unpacks a column; NaN is null. Throws for an unknown version, because decoding it would invent values. */
export function decodeColumn(channel: ColumnName, bytes: Uint8Array, version = bytes[0]): Float64Array {
  if (version !== COLUMN_VERSION) throw new Error(`Column ${channel} has the unknown encoding version ${version}.`)
  const step = STEPS[channel]
  const values = new Float64Array(Math.max(0, bytes.length - 1))
  let count = 0
  let previous = 0
  let offset = 1
  while (offset < bytes.length) {
    let code = 0
    let factor = 1
    let byte = HIGH
    while (byte >= HIGH && offset < bytes.length) {
      byte = bytes[offset++] as number
      code += (byte % HIGH) * factor
      factor *= HIGH
    }
    if (code === 0) values[count++] = Number.NaN
    else {
      previous += code % 2 === 0 ? -code / 2 : (code - 1) / 2
      values[count++] = previous / step
    }
  }
  return values.slice(0, count)
}
