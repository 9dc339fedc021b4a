import { decodePolyline, isOnGlobe } from '../geometry/polyline.ts'
import { type Measurement, measure } from '../measure/measure.ts'
import { type DerivedMetrics, deriveMetrics } from '../metrics/derive-metrics.ts'
import { type AthleteProfile, UNKNOWN_ATHLETE } from '../metrics/profile.ts'
import { parseRecording } from '../parse/parse-recording.ts'
import type { ParseFailureCode } from '../parse/parse-result.ts'
import { at, CHANNELS, type Recording, SPORTS } from '../recording.ts'
import { cellsAlong } from '../segments/cells.ts'
import { prepareTrack } from '../segments/track.ts'
import { ceilingSpeedMps } from '../sports.ts'
import { chunkSamples, joinChunks, type SampleColumns, sampleColumns } from '../store/chunks.ts'
import { COLUMNS } from '../store/columns.ts'
import { downsample } from '../store/downsample.ts'
import { fingerprint, isSameRecording } from '../store/fingerprint.ts'

/** A property that did not hold. The message names it. */
class BrokenPromise extends Error {}

function promise(holds: boolean, what: string): void {
  if (!holds) throw new BrokenPromise(what)
}

const CODES: ReadonlySet<ParseFailureCode> = new Set([
  'UNSUPPORTED_FORMAT',
  'NOT_A_RECORDING',
  'EMPTY_RECORDING',
  'CORRUPT_FILE',
  'TOO_LARGE',
])
/** The most splits for any distance: one for each kilometre up to the limit. */
const MOST_SPLITS = 10_001
/** The limit on cells, plus those of the last gap. */
const MOST_CELLS = 50_050
/** The tolerance for the rounding of sums. */
const HAIR = 1e-6
/** An athlete of whom everything is known. */
const ATHLETE: AthleteProfile = {
  ageYears: 40,
  sex: null,
  weightKg: 70,
  maxHeartRateBpm: 190,
  restingHeartRateBpm: 50,
  lactateThresholdHeartRateBpm: 165,
  functionalThresholdPowerWatts: 250,
  runningThresholdPowerWatts: 300,
  thresholdSpeedMps: 4,
}

/**
 * Parses, measures and packs any bytes, and checks the properties that every result must have. Returns the failure code, or the
 * number of recordings. Throws BrokenPromise, and any error of the library itself, which must not throw.
 */
export function keepsPromises(bytes: Uint8Array): ParseFailureCode | number {
  const result = parseRecording(bytes, { fileName: 'spoilt' })
  if (!result.ok) {
    promise(CODES.has(result.code) && result.message.length > 0, 'a failure has a code and a message')
    return result.code
  }
  promise(result.recordings.length > 0, 'a success holds a recording')
  promise(result.warnings.length <= 20, 'warnings are few')
  for (const recording of result.recordings) recordingKeeps(recording)
  return result.recordings.length
}

/** Measures and packs a recording, and checks the properties that every result must have. Throws as keepsPromises does. */
export function recordingKeeps(recording: Recording): void {
  recorded(recording)
  const measurement = measure(recording)
  measured(recording, measurement)
  packed(recording, measurement)
  derived(measurement, deriveMetrics(measurement.statistics, { sport: recording.sport, ...measurement }, ATHLETE))
  derived(measurement, deriveMetrics(measurement.statistics, { sport: recording.sport, ...measurement }, UNKNOWN_ATHLETE))
  const print = fingerprint(recording, measurement)
  promise(isSameRecording(print, print), 'a recording is the same as itself')
  isPlain(print, 'fingerprint')
}

function recorded({ sport, startedAtMs, sampleCount, timeSeconds, channels, pauses, laps, totals, pool }: Recording): void {
  promise(SPORTS.includes(sport), 'the sport is one of ours')
  promise(startedAtMs >= Date.UTC(1990, 0) && startedAtMs < Date.UTC(2100, 0), 'it began in this age')
  promise(sampleCount > 0 && timeSeconds.length === sampleCount && timeSeconds[0] === 0, 'time begins at 0')
  for (let i = 1; i < sampleCount; i++)
    if (!(at(timeSeconds, i) > at(timeSeconds, i - 1))) throw new BrokenPromise(`time stands still at ${i}`)
  for (const name of CHANNELS) {
    const column = channels[name]
    if (!column) continue
    promise(column.length === sampleCount, `${name} has the length of all`)
    promise(
      column.some((value) => !Number.isNaN(value)),
      `${name} is absent or says something`,
    )
    promise(
      column.every((value) => Number.isNaN(value) || Number.isFinite(value)),
      `${name} is finite`,
    )
  }
  onTheGlobe(channels, 'recorded')
  const elapsed = at(timeSeconds, sampleCount - 1)
  let before = -1
  for (const { startSeconds, endSeconds } of pauses) {
    promise(
      startSeconds >= 0 && startSeconds > before && endSeconds > startSeconds && endSeconds <= elapsed,
      'pauses are in order',
    )
    before = endSeconds
  }
  before = 0
  for (const { startSeconds, endSeconds } of laps) {
    promise(startSeconds >= before && endSeconds >= startSeconds && endSeconds <= elapsed, 'laps are in order')
    before = startSeconds
  }
  isPlain([laps, totals, pauses, pool ?? null], 'recording')
}

function onTheGlobe({ latitude, longitude }: Pick<SampleColumns, 'latitude' | 'longitude'>, what: string): void {
  promise((latitude === undefined) === (longitude === undefined), `${what}: a position is both numbers`)
  for (let i = 0; i < (latitude?.length ?? 0); i++) {
    const [here, there] = [at(latitude as Float64Array, i), at(longitude as Float64Array, i)]
    const isNull = Number.isNaN(here) && Number.isNaN(there)
    if (!isNull && !(Math.abs(here) <= 90 && Math.abs(there) <= 180))
      throw new BrokenPromise(`${what}: position ${i} is off the globe`)
  }
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)
const isClose = (a: number, b: number): boolean => Math.abs(a - b) <= HAIR * Math.max(1, Math.abs(a), Math.abs(b))

function measured(recording: Recording, { derived: columns, ...summary }: Measurement): void {
  isPlain(summary, 'measurement')
  const { elapsedSeconds, movingSeconds, timerSeconds, distanceMeters } = summary
  promise(elapsedSeconds === at(recording.timeSeconds, recording.sampleCount - 1), 'elapsed is from first to last')
  for (const [name, value] of Object.entries(summary))
    if (typeof value === 'number') promise(value >= 0, `${name} is not negative`)
  promise(movingSeconds <= elapsedSeconds + HAIR, 'moving is at most elapsed')
  promise(timerSeconds <= elapsedSeconds + 60, `the timer is no longer than the whole: ${timerSeconds}`)
  risesFrom(columns.distanceMeters, recording.sampleCount, distanceMeters)
  onTheGlobe(columns, 'measured')
  for (const splits of [summary.splits.kilometers, summary.splits.miles]) {
    if (splits.length === 0) continue
    promise(splits.length <= MOST_SPLITS, `splits are few: ${splits.length}`)
    promise(isClose(sumOf(splits.map((split) => split.distanceMeters)), distanceMeters), 'splits sum to the distance')
    promise(isClose(sumOf(splits.map((split) => split.movingSeconds)), movingSeconds), 'splits sum to the moving time')
    promise(
      splits.every((split) => split.distanceMeters >= 0 && split.movingSeconds >= 0 && split.averageSpeedMps >= 0),
      'splits are not negative',
    )
  }
  for (const lap of summary.laps) {
    promise(lap.movingSeconds >= 0 && lap.distanceMeters >= 0 && lap.elapsedSeconds >= 0, 'laps are not negative')
    promise(
      lap.movingSeconds <= movingSeconds + HAIR && lap.distanceMeters <= distanceMeters + HAIR,
      'a lap is part of the whole',
    )
    promise(lap.movingSeconds <= lap.elapsedSeconds, 'a lap moves no longer than it lasts')
    promise(lap.elapsedSeconds <= elapsedSeconds + 60, `a lap is no longer than the whole: ${lap.elapsedSeconds}`)
  }
  for (const length of summary.pool?.lengths ?? [])
    promise(length.elapsedSeconds >= 0 && length.distanceMeters >= 0, 'lengths are not negative')
  highestAndMean(summary, ceilingSpeedMps(recording.sport))
  for (const effort of summary.bestEfforts) {
    promise(effort.elapsedSeconds > 0 && effort.startSeconds >= 0, 'an effort takes time')
    promise(effort.startSeconds + effort.elapsedSeconds <= elapsedSeconds + HAIR, 'an effort is part of the whole')
  }
  if (summary.route) promise(decodePolyline(summary.route.polyline).every(isOnGlobe), 'the route is on the globe')
}

function risesFrom(distance: Float64Array | undefined, count: number, total: number): void {
  if (!distance) {
    promise(total === 0, 'no distance is 0')
    return
  }
  promise(distance.length === count && at(distance, 0) >= 0 && distance[count - 1] === total, 'the distance ends at the whole')
  for (let i = 1; i < count; i++)
    if (!(at(distance, i) >= at(distance, i - 1))) throw new BrokenPromise(`the distance falls at ${i}`)
}

function highestAndMean(summary: Omit<Measurement, 'derived'>, ceiling: number): void {
  const most = (mean: number | null, max: number | null, what: string): void =>
    promise((mean ?? 0) <= (max ?? Number.POSITIVE_INFINITY) + HAIR, `the mean of ${what} is at most the highest`)
  most(summary.averageHeartRateBpm, summary.maxHeartRateBpm, 'heart rate')
  most(summary.averagePowerWatts, summary.maxPowerWatts, 'power')
  most(summary.normalizedPowerWatts, summary.maxPowerWatts, 'normalized power')
  promise((summary.maxSpeedMps ?? 0) <= ceiling, 'nobody passes the ceiling')
  const curve = summary.powerCurve ?? []
  for (const [i, point] of curve.entries())
    promise(
      point.value >= 0 && point.value <= (curve[i - 1]?.value ?? (summary.maxPowerWatts ?? 0) + HAIR),
      'the power curve never rises',
    )
}

function packed(recording: Recording, measurement: Measurement): void {
  const columns = sampleColumns(recording, measurement)
  const joinedAgain = joinChunks(chunkSamples(recording, measurement))
  for (const name of COLUMNS) {
    const [was, is] = [columns[name], joinedAgain[name]]
    for (let i = 0; i < (was?.length ?? 0); i++) {
      const [a, b] = [at(was as Float64Array, i), is ? at(is, i) : Number.NaN]
      const isSame = (Number.isNaN(a) && Number.isNaN(b)) || Math.abs(a - b) <= 0.5 + HAIR
      if (!isSame) throw new BrokenPromise(`${name} comes back as ${b} for ${a} at ${i}`)
    }
  }
  const drawn = downsample(columns, 50)
  promise((drawn.timeSeconds?.length ?? 0) === Math.min(50, recording.sampleCount), 'a drawing has the points it was asked for')
  const cells = cellsAlong(prepareTrack(columns))
  promise(cells.every(Number.isSafeInteger) && cells.length <= MOST_CELLS, 'cells are whole numbers, and not too many')
}

function derived({ elapsedSeconds }: Measurement, metrics: DerivedMetrics): void {
  isPlain(metrics, 'metrics')
  promise(metrics.trainingLoad >= 0 && (metrics.caloriesKcal ?? 0) >= 0, 'load and calories are not negative')
  for (const zones of [metrics.heartRateZones, metrics.powerZones])
    promise(sumOf((zones ?? []).map((zone) => zone.seconds)) <= elapsedSeconds + 1, 'zones share out the time')
}

/** Checks that a value can be stored and sent as JSON: without NaN and infinity. */
function isPlain(value: unknown, what: string): void {
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new BrokenPromise(`${what} is ${value}`)
  } else if (Array.isArray(value)) for (const [i, each] of value.entries()) isPlain(each, `${what}[${i}]`)
  else if (typeof value === 'object' && value !== null)
    for (const [key, each] of Object.entries(value)) isPlain(each, `${what}.${key}`)
}
