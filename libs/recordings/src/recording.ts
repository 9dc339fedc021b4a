/** The API's sports, by the API's names. */
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

/** What a sensor can say, one column each. */
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
/** One value a sample, NaN where the sensor said nothing. A channel that never said anything is absent. */
export type Channels = { readonly [C in Channel]?: Float64Array }

/** A span of the recording, in seconds from its first sample. */
export interface Span {
  readonly startSeconds: number
  readonly endSeconds: number
}

/** What the device itself wrote as its totals; null where it wrote nothing. */
export interface DeviceTotals {
  readonly elapsedSeconds: number | null
  readonly timerSeconds: number | null
  readonly distanceMeters: number | null
  readonly ascentMeters: number | null
  readonly descentMeters: number | null
}

/** A lap as the athlete pressed it, with the device's own totals beside it. */
export interface DeviceLap extends Span, DeviceTotals {}

/** The API's strokes, by the API's names. */
const SWIM_STROKES = ['FREESTYLE', 'BACKSTROKE', 'BREASTSTROKE', 'BUTTERFLY', 'MEDLEY', 'DRILL', 'MIXED', 'UNKNOWN'] as const
export type SwimStroke = (typeof SWIM_STROKES)[number]

/** One crossing of a pool, or a rest at its wall, as the device counted it. */
export interface DeviceLength {
  /** From the first sample. */
  readonly startSeconds: number
  readonly elapsedSeconds: number
  readonly isRest: boolean
  /** Null at rest. */
  readonly stroke: SwimStroke | null
  /** Null where nobody counted them. */
  readonly strokes: number | null
}

/** A pool swim: metres are lengths times the pool. */
export interface DevicePool {
  readonly lengthMeters: number | null
  /** In order; none where the device wrote its laps alone. */
  readonly lengths: readonly DeviceLength[]
}

/** One activity as it was recorded, whatever the format: columns, nothing measured yet, no value invented. */
export interface Recording {
  readonly sport: Sport
  /** Time of the first sample, milliseconds since the epoch. */
  readonly startedAtMs: number
  /** The athlete's own title (GPX `trk/name`, TCX `Notes`). */
  readonly name: string | null
  readonly device: string | null
  /** East of UTC, where the device wrote its wall clock. */
  readonly utcOffsetSeconds: number | null
  readonly sampleCount: number
  /** Seconds from the first sample, strictly rising. */
  readonly timeSeconds: Float64Array
  readonly channels: Channels
  /** Timer stops; where the file has no timer events, the gaps that look like one. In order, apart, inside the recording. */
  readonly pauses: readonly Span[]
  readonly hasTimerEvents: boolean
  readonly laps: readonly DeviceLap[]
  readonly totals: DeviceTotals
  /** Absent where nobody swam in a pool. */
  readonly pool?: DevicePool
}

export const NO_TOTALS: DeviceTotals = {
  elapsedSeconds: null,
  timerSeconds: null,
  distanceMeters: null,
  ascentMeters: null,
  descentMeters: null,
}

/** Reads a column at an index that is known to lie inside it; in one place, so that the loops stay readable. */
export const at = (column: Float64Array, index: number): number => column[index] as number
