import type { ColumnName } from '@gruppetto/recordings'
import type { StreamChannel } from '../generated/resolvers.ts'

/** The number of samples in a chunk. The last chunk of a recording may have fewer. */
export const CHUNK_SAMPLES = 1024

const COLUMN: Readonly<Record<StreamChannel, ColumnName>> = {
  TIME: 'timeSeconds',
  DISTANCE: 'distanceMeters',
  LATITUDE: 'latitude',
  LONGITUDE: 'longitude',
  ALTITUDE: 'altitudeMeters',
  SPEED: 'speedMps',
  HEART_RATE: 'heartRateBpm',
  CADENCE: 'cadenceRpm',
  POWER: 'powerWatts',
  TEMPERATURE: 'temperatureCelsius',
  GRADE: 'gradient',
  MOVING: 'moving',
}

/** The stored column of a channel. */
export const columnOf = (channel: StreamChannel): ColumnName => COLUMN[channel]

/** Converts a column to what the API shows: null for missing values, and grade in percent. */
export const toStreamValues = (channel: StreamChannel, column: Float64Array): (number | null)[] => {
  // The grade is stored in thousandths. Without rounding, percent would show the noise of the multiplication.
  const shown = channel === 'GRADE' ? (value: number) => Math.round(value * 1000) / 10 : (value: number) => value
  return Array.from(column, (value) => (Number.isNaN(value) ? null : shown(value)))
}

/**
 * The most values that one request may read unthinned from several recordings: 46 hours of twelve channels, second by second. A
 * single recording is read whatever its length.
 */
export const MAX_FULL_STREAM_VALUES = 2_000_000

/**
 * Counts the values of the full streams of one request. A call returns what they hold together with `values` more, and takes
 * these unless that is too much.
 */
export const openFullStreamBudget = () => {
  let taken = 0
  return (values: number): { readonly isTaken: boolean; readonly values: number } => {
    const together = taken + values
    const isTaken = taken === 0 || together <= MAX_FULL_STREAM_VALUES
    if (isTaken) taken = together
    return { isTaken, values: together }
  }
}
