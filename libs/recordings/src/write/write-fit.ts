import { MESSAGE } from '../fit/decode-fit.ts'
import { at, type Span, type Sport } from '../recording.ts'
import type { ColumnName } from '../store/columns.ts'
import { FitEncoder, type FitFieldSpec } from './fit-encoder.ts'
import { type Totals, timesOf, type WrittenRecording, writtenTotals } from './written.ts'

/** FIT's `sport` and `sub_sport` (profile 21). Each is parsed back to the same sport. */
const SPORTS: Readonly<Record<Sport, readonly [sport: number, subSport: number]>> = {
  RUN: [1, 0],
  TRAIL_RUN: [1, 3],
  WALK: [11, 0],
  HIKE: [17, 0],
  RIDE: [2, 0],
  GRAVEL_RIDE: [2, 46],
  MOUNTAIN_BIKE_RIDE: [2, 8],
  E_BIKE_RIDE: [2, 28],
  VIRTUAL_RIDE: [2, 58],
  VIRTUAL_RUN: [1, 58],
  SWIM: [5, 0],
  OPEN_WATER_SWIM: [5, 18],
  ROW: [15, 0],
  SKI: [13, 0],
  NORDIC_SKI: [12, 0],
  STRENGTH: [10, 20],
  YOGA: [10, 43],
  WORKOUT: [10, 0],
  OTHER: [0, 0],
}
/** The manufacturer number for software without its own number. */
const DEVELOPMENT = 255
const ACTIVITY_FILE = 4
const CREATOR_DEVICE = 0
const TIMER = 0
const LAP = 9
const ACTIVITY = 26
const START = 0
const STOP = 1
const STOP_ALL = 4
const EPOCH_SECONDS = 631_065_600
const SEMICIRCLES = 2 ** 31 / 180

type Fields = readonly FitFieldSpec[]
const TIMESTAMP: FitFieldSpec = { number: 253, type: 'uint32' }
const RECORD: readonly (FitFieldSpec & { readonly column: ColumnName })[] = [
  { column: 'latitude', number: 0, type: 'sint32', scale: SEMICIRCLES },
  { column: 'longitude', number: 1, type: 'sint32', scale: SEMICIRCLES },
  { column: 'distanceMeters', number: 5, type: 'uint32', scale: 100 },
  // Like devices do, we write the narrow field for older readers, when the value fits, and the enhanced field.
  { column: 'altitudeMeters', number: 2, type: 'uint16', scale: 5, offset: 500 },
  { column: 'altitudeMeters', number: 78, type: 'uint32', scale: 5, offset: 500 },
  { column: 'speedMps', number: 6, type: 'uint16', scale: 1000 },
  { column: 'speedMps', number: 73, type: 'uint32', scale: 1000 },
  { column: 'powerWatts', number: 7, type: 'uint16' },
  { column: 'heartRateBpm', number: 3, type: 'uint8' },
  { column: 'cadenceRpm', number: 4, type: 'uint8' },
  { column: 'temperatureCelsius', number: 13, type: 'sint8' },
]
const EVENT: Fields = [TIMESTAMP, { number: 0, type: 'enum' }, { number: 1, type: 'enum' }]
/** The fields that laps and sessions share: times, sport, distance and energy. Their other fields have different numbers. */
const SPAN: Fields = [
  ...EVENT,
  { number: 254, type: 'uint16' },
  { number: 2, type: 'uint32' },
  { number: 7, type: 'uint32', scale: 1000 },
  { number: 8, type: 'uint32', scale: 1000 },
  { number: 9, type: 'uint32', scale: 100 },
  { number: 11, type: 'uint16' },
]
/** `speed` and `enhancedSpeed` are the field numbers of the mean. Each maximum has the next number. */
const means = (speed: number, enhancedSpeed: number, firstOfSix: number, sport: number, subSport: number): Fields => [
  ...([0, 1] as const).map((i): FitFieldSpec => ({ number: speed + i, type: 'uint16', scale: 1000 })),
  ...([0, 1] as const).map((i): FitFieldSpec => ({ number: enhancedSpeed + i, type: 'uint32', scale: 1000 })),
  ...([0, 1, 2, 3] as const).map((i): FitFieldSpec => ({ number: firstOfSix + i, type: 'uint8' })),
  ...([4, 5] as const).map((i): FitFieldSpec => ({ number: firstOfSix + i, type: 'uint16' })),
  { number: sport, type: 'enum' },
  { number: subSport, type: 'enum' },
]
const LAP_FIELDS: Fields = [...SPAN, ...means(13, 110, 15, 25, 39)]
const SESSION_FIELDS: Fields = [
  ...SPAN,
  ...means(14, 124, 16, 5, 6),
  { number: 22, type: 'uint16' },
  { number: 23, type: 'uint16' },
  { number: 25, type: 'uint16' },
  { number: 26, type: 'uint16' },
]
const ACTIVITY_FIELDS: Fields = [
  ...EVENT.map((field, i) => (i === 0 ? field : { ...field, number: field.number + 3 })),
  { number: 0, type: 'uint32', scale: 1000 },
  { number: 1, type: 'uint16' },
  { number: 2, type: 'enum' },
  { number: 5, type: 'uint32' },
]
const LOCAL = { head: 0, device: 1, event: 2, record: 3, lap: 4, session: 5, activity: 6 } as const

/** A timer event and its time, in FIT's whole seconds. */
interface TimerEvent {
  readonly second: number
  readonly type: number
}

/** Returns the timer's stops and starts. FIT counts whole seconds, so a pause within one second is left out. */
const timerEvents = (
  pauses: readonly Span[],
  fitSecond: (seconds: number) => number,
  begin: number,
  end: number,
): TimerEvent[] => {
  const events: TimerEvent[] = [{ second: begin, type: START }]
  for (const { startSeconds, endSeconds } of pauses) {
    const [stop, start] = [fitSecond(startSeconds), fitSecond(endSeconds)]
    if (stop < start && stop >= begin && start <= end)
      events.push({ second: stop, type: STOP_ALL }, { second: start, type: START })
  }
  return events
}

const FILE_ID: Fields = [
  { number: 0, type: 'enum' },
  { number: 1, type: 'uint16' },
  { number: 2, type: 'uint16' },
  { number: 4, type: 'uint32' },
]
const DEVICE_INFO: Fields = [
  TIMESTAMP,
  { number: 0, type: 'uint8' },
  { number: 2, type: 'uint16' },
  { number: 4, type: 'uint16' },
]

/** Writes who made the recording. We write the name, since the numbers of the device are not stored. */
function writeHead(encoder: FitEncoder, begin: number, device: string | null): void {
  const named = (number: number) => (device === null ? undefined : { number, value: device })
  encoder.define(LOCAL.head, MESSAGE.fileId, FILE_ID, named(8))
  encoder.message(LOCAL.head, [ACTIVITY_FILE, DEVELOPMENT, 0, begin], named(8))
  encoder.define(LOCAL.device, MESSAGE.deviceInfo, DEVICE_INFO, named(27))
  encoder.message(LOCAL.device, [begin, CREATOR_DEVICE, DEVELOPMENT, 0], named(27))
}

/** Returns the values of the fields that laps and sessions share. */
const spanValues = (sum: Totals, index: number, fitSecond: (seconds: number) => number, sport: Sport) => [
  fitSecond(sum.endSeconds),
  LAP,
  STOP,
  index,
  fitSecond(sum.startSeconds),
  sum.elapsedSeconds,
  sum.timerSeconds,
  sum.distanceMeters,
  sum.caloriesKcal,
  sum.averageSpeedMps,
  sum.maxSpeedMps,
  sum.averageSpeedMps,
  sum.maxSpeedMps,
  sum.averageHeartRateBpm,
  sum.maxHeartRateBpm,
  sum.averageCadenceRpm,
  sum.maxCadenceRpm,
  sum.averagePowerWatts,
  sum.maxPowerWatts,
  ...SPORTS[sport],
]

/**
 * Writes a FIT activity: file and device, timer events, records, laps, one session. FIT counts whole seconds, so of several
 * samples in one second only the last is written. Temperatures are whole degrees, altitudes fifths of a metre. There is no field
 * for a title.
 */
export function writeFit(written: WrittenRecording): Uint8Array {
  const { columns, startedAtMs, device, sport, pauses } = written
  const timeSeconds = timesOf(written)
  const last = timeSeconds.length - 1
  const fitSecond = (seconds: number): number => Math.round(startedAtMs / 1000 + seconds) - EPOCH_SECONDS
  const [begin, end] = [fitSecond(at(timeSeconds, 0)), fitSecond(at(timeSeconds, last))]
  const encoder = new FitEncoder()
  writeHead(encoder, begin, device)

  encoder.define(LOCAL.event, MESSAGE.event, EVENT)
  const timer = (event: TimerEvent): void => encoder.message(LOCAL.event, [event.second, TIMER, event.type])
  const sources = RECORD.flatMap((field) => {
    const column = columns[field.column]
    return column === undefined ? [] : [{ field, column }]
  })
  const recordFields: Fields = [TIMESTAMP, ...sources.map(({ field }) => field)]
  encoder.define(LOCAL.record, MESSAGE.record, recordFields)
  const events = timerEvents(pauses, fitSecond, begin, end)
  let told = 0
  const values: number[] = []
  for (let i = 0; i <= last; i++) {
    const second = fitSecond(at(timeSeconds, i))
    if (i < last && fitSecond(at(timeSeconds, i + 1)) === second) continue
    // A stop comes after the sample of its second, a start before it.
    for (let event = events[told]; event && event.second + (event.type === START ? 0 : 1) <= second; event = events[++told])
      timer(event)
    values[0] = second
    for (let s = 0; s < sources.length; s++) values[s + 1] = at(sources[s]?.column as Float64Array, i)
    encoder.message(LOCAL.record, values)
  }
  for (const event of events.slice(told)) timer(event)
  timer({ second: end, type: STOP_ALL })
  const { whole, laps } = writtenTotals(written)
  const sums = (sum: Totals, index: number) => spanValues(sum, index, fitSecond, sport)
  encoder.define(LOCAL.lap, MESSAGE.lap, LAP_FIELDS)
  for (const [index, lap] of laps.entries()) encoder.message(LOCAL.lap, sums(lap, index))
  const { elevationGainMeters, elevationLossMeters } = written
  encoder.define(LOCAL.session, MESSAGE.session, SESSION_FIELDS)
  encoder.message(LOCAL.session, [...sums(whole, 0), elevationGainMeters, elevationLossMeters, 0, laps.length])
  const { timerSeconds } = whole
  encoder.define(LOCAL.activity, MESSAGE.activity, ACTIVITY_FIELDS)
  encoder.message(LOCAL.activity, [end, ACTIVITY, STOP, timerSeconds, 1, 0, end + written.utcOffsetSeconds])
  return encoder.close()
}
