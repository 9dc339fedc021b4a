import type { ColumnName } from '@gruppetto/recordings'
import type { StreamChannel } from '../generated/resolvers.ts'

/** Samples of a chunk, but for the last of a recording. */
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

/** The stored column a channel is drawn from. */
export const columnOf = (channel: StreamChannel): ColumnName => COLUMN[channel]

/** A column as the API shows it: null where nothing was said, grade in percent. */
export const toStreamValues = (channel: StreamChannel, column: Float64Array): (number | null)[] => {
  // Stored in thousandths; percent would otherwise show the noise of the multiplication.
  const shown = channel === 'GRADE' ? (value: number) => Math.round(value * 1000) / 10 : (value: number) => value
  return Array.from(column, (value) => (Number.isNaN(value) ? null : shown(value)))
}

/** What one request may ask for in full of several recordings: of twelve channels 46 hours, second by second. One recording is drawn whatever its length. */
export const MAX_FULL_STREAM_VALUES = 2_000_000

/** The whole streams of one request: answers what they hold with these, and takes them unless that is too much together. */
export const openFullStreamBudget = () => {
  let taken = 0
  return (values: number): { readonly isTaken: boolean; readonly values: number } => {
    const together = taken + values
    const isTaken = taken === 0 || together <= MAX_FULL_STREAM_VALUES
    if (isTaken) taken = together
    return { isTaken, values: together }
  }
}
