/** The API's sports, with the API's names. */
export const SPORTS = [
  'RUN',
  'TRAIL_RUN',
  'WALK',
  'HIKE',
  'RIDE',
  'GRAVEL_RIDE',
  'MOUNTAIN_BIKE_RIDE',
  'E_BIKE_RIDE',
  'VIRTUAL_RIDE',
  'VIRTUAL_RUN',
  'SWIM',
  'OPEN_WATER_SWIM',
  'ROW',
  'SKI',
  'NORDIC_SKI',
  'STRENGTH',
  'YOGA',
  'WORKOUT',
  'OTHER',
] as const
export type Sport = (typeof SPORTS)[number]

/** The sensor values, one column each. */
export const CHANNELS = [
  'distanceMeters',
  'latitude',
  'longitude',
  'altitudeMeters',
  'speedMps',
  'heartRateBpm',
  'cadenceRpm',
  'powerWatts',
  'temperatureCelsius',
] as const
export type Channel = (typeof CHANNELS)[number]
/** One value per sample, NaN where the sensor has no value. A channel without any value is absent. */
export type Channels = { readonly [C in Channel]?: Float64Array }

/** A span of the recording, in seconds from its first sample. */
export interface Span {
  readonly startSeconds: number
  readonly endSeconds: number
}

/** The totals that the device itself wrote; null when it did not. */
export interface DeviceTotals {
  readonly elapsedSeconds: number | null
  readonly timerSeconds: number | null
  readonly distanceMeters: number | null
  readonly ascentMeters: number | null
  readonly descentMeters: number | null
}

/** A lap that the athlete pressed, with the device's own totals. */
export interface DeviceLap extends Span, DeviceTotals {}

/** The API's strokes, with the API's names. */
const SWIM_STROKES = ['FREESTYLE', 'BACKSTROKE', 'BREASTSTROKE', 'BUTTERFLY', 'MEDLEY', 'DRILL', 'MIXED', 'UNKNOWN'] as const
export type SwimStroke = (typeof SWIM_STROKES)[number]

/** One length of a pool, or a rest at its wall, as the device counted it. */
export interface DeviceLength {
  /** Seconds from the first sample. */
  readonly startSeconds: number
  readonly elapsedSeconds: number
  readonly isRest: boolean
  /** Null at rest. */
  readonly stroke: SwimStroke | null
  /** Null when they were not counted. */
  readonly strokes: number | null
}

/** A pool swim. Its metres are the number of lengths times the pool length. */
export interface DevicePool {
  readonly lengthMeters: number | null
  /** In order. Empty when the device wrote only laps. */
  readonly lengths: readonly DeviceLength[]
}

/** One activity as it was recorded, in whatever format: columns without derived or invented values. */
export interface Recording {
  readonly sport: Sport
  /** The time of the first sample, in milliseconds since the epoch. */
  readonly startedAtMs: number
  /** The athlete's own title (GPX `trk/name`, TCX `Notes`). */
  readonly name: string | null
  readonly device: string | null
  /** Seconds east of UTC, when the device wrote its local time. */
  readonly utcOffsetSeconds: number | null
  readonly sampleCount: number
  /** Seconds from the first sample, strictly increasing. */
  readonly timeSeconds: Float64Array
  readonly channels: Channels
  /** Timer stops; without timer events, the gaps that look like pauses. In order, without overlap, inside the recording. */
  readonly pauses: readonly Span[]
  readonly hasTimerEvents: boolean
  readonly laps: readonly DeviceLap[]
  readonly totals: DeviceTotals
  /** Absent when it is not a pool swim. */
  readonly pool?: DevicePool
}

export const NO_TOTALS: DeviceTotals = {
  elapsedSeconds: null,
  timerSeconds: null,
  distanceMeters: null,
  ascentMeters: null,
  descentMeters: null,
}

/**
 * Reads a column at an index that is known to be inside it. The type assertion is in this one place, so that the loops stay
 * readable.
 */
export const at = (column: Float64Array, index: number): number => column[index] as number
