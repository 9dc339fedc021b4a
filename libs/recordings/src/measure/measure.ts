import { type KeptPositions, keptPositions } from '../geometry/positions.ts'
import { type BestEffort, bestEfforts } from '../metrics/best-efforts.ts'
import { type ActivityStatistics, measureStatistics } from '../metrics/statistics.ts'
import { type Warning, warning } from '../parse/warning.ts'
import { measureAerobic } from '../performance/aerobic-statistics.ts'
import { at, type Recording, type Span } from '../recording.ts'
import { ceilingSpeedMps, movingSpeedMps } from '../sports.ts'
import { isVirtual } from '../virtual-platforms.ts'
import { meanCadence, oneFoot } from './cadence.ts'
import { deviceSeconds } from './device-seconds.ts'
import { climbingWithin, gradients, smoothAltitude } from './elevation.ts'
import { type Evidence, measureEvidence } from './evidence.ts'
import { gradeAdjustedDistance } from './grade-adjusted.ts'
import { KILOMETER_METERS, type Lap, type Line, MILE_METERS, measureLaps, measureSplits, type Split } from './laps-and-splits.ts'
import { levelAltitude } from './level-altitude.ts'
import { metersCovered } from './meters-covered.ts'
import { findMotion, type Motion, maxSpeedMps } from './motion.ts'
import { asSwum } from './open-water.ts'
import { measurePool, type Pool } from './pool.ts'
import { type CurvePoint, curveDurations, meanMaximal, normalizedPower, oneHertz, workKilojoules } from './power.ts'
import { measureRoute, type Route, timeZoneAt } from './route.ts'
import { highest, spanMean } from './span-means.ts'
import { findStretches, type Stretch } from './stretches.ts'

/** Columns that are derived while measuring, beside the recorded ones. NaN is null; an absent column is unknown throughout. */
export interface DerivedColumns {
  /** Cumulative metres, never decreasing, without gaps. */
  readonly distanceMeters?: Float64Array
  /** The device's speed if it has a channel, otherwise the speed over the surrounding 5 s. */
  readonly speedMps?: Float64Array
  /** Without the 0 that the device wrote for an unknown altitude, and without implausible steps. */
  readonly altitudeMeters?: Float64Array
  /** The cadence of one foot. */
  readonly cadenceRpm?: Float64Array
  /** Rise over run. */
  readonly gradient?: Float64Array
  /** 1 while moving, else 0. */
  readonly moving: Uint8Array
  /** Positions without spikes. */
  readonly latitude?: Float64Array
  readonly longitude?: Float64Array
}

/**
 * The summary of a recording. Null where the recording does not contain the value. Seconds may have fractions; callers round them
 * if needed.
 */
export interface Measurement {
  readonly distanceMeters: number
  readonly elapsedSeconds: number
  readonly movingSeconds: number
  readonly timerSeconds: number
  readonly elevationGainMeters: number | null
  readonly elevationLossMeters: number | null
  readonly averageSpeedMps: number | null
  readonly maxSpeedMps: number | null
  readonly gradeAdjustedSpeedMps: number | null
  readonly averageHeartRateBpm: number | null
  readonly maxHeartRateBpm: number | null
  readonly averagePowerWatts: number | null
  readonly maxPowerWatts: number | null
  readonly normalizedPowerWatts: number | null
  readonly averageCadenceRpm: number | null
  readonly energyKilojoules: number | null
  readonly route: Route | null
  /**
   * An IANA zone; null without a position, and when the places belong to a game or a film. Then the caller uses the device's
   * offset, or else the athlete's zone.
   */
  readonly timeZone: string | null
  readonly laps: readonly Lap[]
  /** Null when it is not a pool swim. */
  readonly pool: Pool | null
  readonly splits: { readonly kilometers: readonly Split[]; readonly miles: readonly Split[] }
  /** The best watts by duration; null without power, for more than ten days of it, and when there are very few power values. */
  readonly powerCurve: readonly CurvePoint[] | null
  /** Over the running distances, whatever the sport, because an athlete may correct the sport later. Empty without distance. */
  readonly bestEfforts: readonly BestEffort[]
  readonly statistics: ActivityStatistics
  readonly evidence: Evidence
  readonly pauses: readonly Span[]
  readonly stretches: readonly Stretch[]
  readonly derived: DerivedColumns
  readonly warnings: readonly Warning[]
}

/** Measures a recording: everything that its summary, laps, splits and stored columns need. Pure; does not change the recording. */
export function measure(recording: Recording): Measurement {
  const { timeSeconds, channels, pauses, sport } = recording
  const stretches = findStretches(recording)
  const positions = positionsOf(recording)
  const swum = measurePool(recording)
  const covered = metersCovered(recording, positions, swum?.course ?? null)
  const distance = covered?.meters ?? null
  const paced = distance && sport === 'OPEN_WATER_SWIM' ? asSwum(timeSeconds, distance) : distance
  const found = findMotion(timeSeconds, paced, stretches, movingSpeedMps(sport))
  const { flags, seconds } = covered?.moving ?? { flags: found.moving, seconds: found.movingSeconds }
  const motion: Motion = { ...found, moving: flags, movingSeconds: seconds }
  const altitude =
    channels.altitudeMeters && levelAltitude({ altitude: channels.altitudeMeters, timeSeconds, distance, stretches })
  const cadence = channels.cadenceRpm && oneFoot(channels.cadenceRpm, sport)
  const smooth = altitude ? smoothAltitude(altitude, timeSeconds, distance, stretches) : null
  const gradient = altitude && smooth && distance ? gradients(altitude, smooth, distance, stretches) : null
  // Computed for every sport, because an athlete may correct the sport later.
  const adjustedDistance = distance && gradeAdjustedDistance(distance, gradient)
  const line: Line = { recording, stretches, motion, distance, smooth, adjustedDistance, lapSums: covered?.laps ?? null }

  const last = timeSeconds.length - 1
  const elapsedSeconds = last >= 0 ? at(timeSeconds, last) : 0
  const timerSeconds = deviceSeconds(recording.totals.timerSeconds, elapsedSeconds) ?? elapsedSeconds - pausedSeconds(pauses)
  // Without distance, the moving time is the timer's own, which includes fractions of a second. It never exceeds the elapsed
  // time.
  const movingSeconds = distance ? at(motion.movingSeconds, last) : Math.min(elapsedSeconds, timerSeconds)
  const distanceMeters = distance ? at(distance, last) : 0
  const route = positions && measureRoute(positions)
  const { series: powerSeries, ...power } = measurePower(recording, stretches)
  const efforts = bestEfforts(timeSeconds, distance)
  return {
    distanceMeters,
    elapsedSeconds,
    movingSeconds,
    timerSeconds,
    ...climbed(smooth, stretches, last),
    averageSpeedMps: distance && movingSeconds > 0 ? distanceMeters / movingSeconds : null,
    maxSpeedMps: distance && maxSpeedMps(motion, ceilingSpeedMps(sport), channels.speedMps),
    gradeAdjustedSpeedMps: gradient && adjustedDistance && movingSeconds > 0 ? at(adjustedDistance, last) / movingSeconds : null,
    averageHeartRateBpm: spanMean(channels.heartRateBpm)(0, timeSeconds.length),
    maxHeartRateBpm: highest(channels.heartRateBpm),
    averagePowerWatts: spanMean(channels.powerWatts)(0, timeSeconds.length),
    maxPowerWatts: highest(channels.powerWatts),
    ...power,
    averageCadenceRpm: meanCadence(cadence),
    route,
    timeZone: route && !isVirtual(sport, recording.device) ? timeZoneAt(route.start) : null,
    laps: measureLaps(line, movingSeconds),
    pool: swum?.pool ?? null,
    splits: { kilometers: measureSplits(line, KILOMETER_METERS), miles: measureSplits(line, MILE_METERS) },
    bestEfforts: efforts,
    statistics: measureStatistics(recording, {
      stretches,
      hasPosition: route !== null,
      adjustedDistance,
      powerSeries,
      normalizedPowerWatts: power.normalizedPowerWatts,
      workKilojoules: power.energyKilojoules,
      aerobic: measureAerobic(recording, {
        stretches,
        distance,
        altitude: smooth,
        powerCurve: power.powerCurve,
        bestEfforts: efforts,
      }),
    }),
    evidence: measureEvidence(recording, { speedMps: motion.speedMps, efforts }),
    pauses,
    stretches,
    derived: derivedColumns(recording, { distance, altitude, cadence, gradient, motion, positions }),
    warnings: repairs(positions?.spikes ?? 0, covered?.jumps ?? 0),
  }
}

function positionsOf({ timeSeconds, channels, sport }: Recording): KeptPositions | null {
  const { latitude, longitude } = channels
  return latitude && longitude ? keptPositions(timeSeconds, latitude, longitude, ceilingSpeedMps(sport)) : null
}

/** Returns a warning for each kind of value that was left out. */
const repairs = (spikes: number, jumps: number): readonly Warning[] => [
  ...(spikes > 0
    ? [warning('IMPOSSIBLE_POSITIONS', `${spikes} positions nobody can have reached were left out.`, { count: spikes })]
    : []),
  ...(jumps > 0
    ? [warning('IMPOSSIBLE_DISTANCES', `${jumps} jumps of the distance nobody can have covered were left out.`, { count: jumps })]
    : []),
]

const pausedSeconds = (pauses: readonly Span[]): number =>
  pauses.reduce((sum, pause) => sum + pause.endSeconds - pause.startSeconds, 0)

function climbed(smooth: Float64Array | null, stretches: readonly Stretch[], last: number) {
  if (!smooth) return { elevationGainMeters: null, elevationLossMeters: null }
  const { gainMeters, lossMeters } = climbingWithin(smooth, stretches, 0, last)
  return { elevationGainMeters: gainMeters, elevationLossMeters: lossMeters }
}

/** Ten days. No effort is longer, and the cost of a curve is seconds times durations. */
const MAX_CURVE_SECONDS = 864_000
/**
 * The most seconds of a curve for each power value. Every device writes power at least once a minute, so fewer values give no
 * curve.
 */
const MAX_CURVE_SECONDS_A_SAMPLE = 100

function measurePower({ timeSeconds, channels }: Recording, stretches: readonly Stretch[]) {
  if (!channels.powerWatts) return { series: [], normalizedPowerWatts: null, energyKilojoules: null, powerCurve: null }
  const series = oneHertz(timeSeconds, channels.powerWatts, stretches)
  const longest = series.reduce((most, stretch) => Math.max(most, stretch.length), 0)
  const total = series.reduce((sum, stretch) => sum + stretch.length, 0)
  const told = channels.powerWatts.reduce((sum, watts) => (Number.isNaN(watts) ? sum : sum + 1), 0)
  const isCurve = total <= Math.min(MAX_CURVE_SECONDS, told * MAX_CURVE_SECONDS_A_SAMPLE)
  return {
    series,
    normalizedPowerWatts: normalizedPower(series),
    energyKilojoules: workKilojoules(series),
    powerCurve: isCurve ? meanMaximal(series, curveDurations(longest)) : null,
  }
}

/** What was derived from the columns so far. */
interface Found {
  readonly distance: Float64Array | null
  readonly altitude: Float64Array | undefined
  readonly cadence: Float64Array | undefined
  readonly gradient: Float64Array | null
  readonly motion: Motion
  readonly positions: KeptPositions | null
}

function derivedColumns(
  { channels }: Recording,
  { distance, altitude, cadence, gradient, motion, positions }: Found,
): DerivedColumns {
  const speed = channels.speedMps ?? (distance ? motion.speedMps : undefined)
  return {
    ...(distance && { distanceMeters: distance }),
    ...(altitude && { altitudeMeters: altitude }),
    ...(cadence && { cadenceRpm: cadence }),
    ...(speed && { speedMps: speed }),
    ...(gradient && { gradient }),
    moving: motion.moving,
    ...(positions && { latitude: positions.latitude, longitude: positions.longitude }),
  }
}
