import { FLAT_COST } from '../measure/grade-adjusted.ts'
import { between } from '../measure/motion.ts'
import { normalizedPower } from '../measure/power.ts'
import type { Stretch } from '../measure/stretches.ts'
import type { AerobicStatistics } from '../performance/aerobic-statistics.ts'
import { at, type Recording } from '../recording.ts'
import { type Histogram, histogram, histogramWithin } from './histogram.ts'

/**
 * Everything that a recording says about load, zones and calories, whoever the athlete is. Together with an athlete's profile it
 * is enough to derive all metrics again without reading the recording. Plain JSON.
 */
export interface ActivityStatistics {
  /** For the time in zones. */
  readonly heartRate: Histogram | null
  /**
   * For load and calories, only within the stretches between pauses. Absent in statistics that were measured before this field
   * existed.
   */
  readonly heldHeartRate?: Histogram | null
  readonly power: Histogram | null
  /** The length of the one-second power series without pauses: the duration of the normalized power. 0 without power. */
  readonly powerGridSeconds: number
  readonly normalizedPowerWatts: number | null
  readonly workKilojoules: number | null
  /** The length of the one-second speed series without pauses. 0 without distance. */
  readonly paceGridSeconds: number
  /** The grade-adjusted speed, normalized like power: 30 s rolling mean, fourth power, mean, fourth root. */
  readonly normalizedGradeAdjustedSpeedMps: number | null
  /** The energy cost of the distance with its gradients, in J/kg (Minetti 2002); null without positions. */
  readonly gradientCostJoulesPerKg: number | null
  /** The data for VO2max. Absent in statistics that were measured before this field existed. */
  readonly aerobic?: AerobicStatistics
}

/** Returns the heart rate over which load and calories are summed. */
export const heartRateHeld = ({ heldHeartRate, heartRate }: ActivityStatistics): Histogram | null =>
  heldHeartRate === undefined ? heartRate : heldHeartRate

/** The results of `measure` that the statistics need. */
export interface Measured {
  readonly stretches: readonly Stretch[]
  readonly hasPosition: boolean
  /** Grade-adjusted metres; the plain distance when no altitude is known; null without distance. */
  readonly adjustedDistance: Float64Array | null
  readonly powerSeries: readonly Float64Array[]
  readonly normalizedPowerWatts: number | null
  readonly workKilojoules: number | null
  readonly aerobic: AerobicStatistics
}

/** Measures the statistics of a recording. */
export function measureStatistics({ timeSeconds, channels }: Recording, measured: Measured): ActivityStatistics {
  const { adjustedDistance, stretches, hasPosition } = measured
  const speeds = adjustedDistance ? speedSeries(timeSeconds, adjustedDistance, stretches) : []
  const covered = adjustedDistance && adjustedDistance.length > 0 ? at(adjustedDistance, adjustedDistance.length - 1) : null
  return {
    heartRate: histogram(timeSeconds, channels.heartRateBpm),
    heldHeartRate: histogramWithin(timeSeconds, channels.heartRateBpm, stretches),
    power: histogram(timeSeconds, channels.powerWatts),
    powerGridSeconds: lengthOf(measured.powerSeries),
    normalizedPowerWatts: measured.normalizedPowerWatts,
    workKilojoules: measured.workKilojoules,
    paceGridSeconds: lengthOf(speeds),
    normalizedGradeAdjustedSpeedMps: normalizedPower(speeds),
    gradientCostJoulesPerKg: hasPosition && covered !== null ? covered * FLAT_COST : null,
    aerobic: measured.aerobic,
  }
}

const lengthOf = (series: readonly Float64Array[]): number => series.reduce((sum, stretch) => sum + stretch.length, 0)

/** Returns the metres covered in each whole second of each stretch between pauses, interpolated linearly between samples. */
function speedSeries(timeSeconds: Float64Array, distance: Float64Array, stretches: readonly Stretch[]): Float64Array[] {
  return stretches.map(({ first, last }) => {
    const begin = at(timeSeconds, first)
    const series = new Float64Array(Math.floor(at(timeSeconds, last) - begin))
    let before = at(distance, first)
    let i = first
    for (let second = 0; second < series.length; second++) {
      const moment = begin + second + 1
      while (i + 1 <= last && at(timeSeconds, i + 1) <= moment) i++
      const here = between(timeSeconds, distance, i, moment)
      series[second] = here - before
      before = here
    }
    return series
  })
}
