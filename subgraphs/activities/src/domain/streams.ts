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
export const drawn = (channel: StreamChannel, column: Float64Array): (number | null)[] => {
  // Stored in thousandths; percent would otherwise show the noise of the multiplication.
  const shown = channel === 'GRADE' ? (value: number) => Math.round(value * 1000) / 10 : (value: number) => value
  return Array.from(column, (value) => (Number.isNaN(value) ? null : shown(value)))
}
