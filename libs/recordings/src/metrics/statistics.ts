import { FLAT_COST } from '../measure/grade-adjusted.ts'
import { between } from '../measure/motion.ts'
import { normalizedPower } from '../measure/power.ts'
import type { Stretch } from '../measure/stretches.ts'
import type { AerobicStatistics } from '../performance/aerobic-statistics.ts'
import { at, type Recording } from '../recording.ts'
import { type Histogram, histogram, histogramWithin } from './histogram.ts'

/**
 * All that a recording says about load, zones and calories, whoever recorded it: with this beside an athlete's profile, everything derived is
 * computed again without reading the recording. Plain JSON.
 */
export interface ActivityStatistics {
  /** For time in zones. */
  readonly heartRate: Histogram | null
  /** For load and calories, within the stretches between pauses; absent where it was measured before that was told apart. */
  readonly heldHeartRate?: Histogram | null
  readonly power: Histogram | null
  /** Length of the one-second power series, pauses left out; what normalized power was held for. 0 without power. */
  readonly powerGridSeconds: number
  readonly normalizedPowerWatts: number | null
  readonly workKilojoules: number | null
  /** Length of the one-second speed series, pauses left out. 0 without distance. */
  readonly paceGridSeconds: number
  /** Grade-adjusted speed, normalized as power is: 30 s rolling mean, fourth power, mean, fourth root. */
  readonly normalizedGradeAdjustedSpeedMps: number | null
  /** Cost of the distance on its gradients, J/kg (Minetti 2002); null without positions. */
  readonly gradientCostJoulesPerKg: number | null
  /** What it says of VO2max; absent where it was measured before that was asked. */
  readonly aerobic?: AerobicStatistics
}

/** The heart rate that load and calories are summed over. */
export const heartRateHeld = ({ heldHeartRate, heartRate }: ActivityStatistics): Histogram | null =>
  heldHeartRate === undefined ? heartRate : heldHeartRate

/** What `measure` has at hand when it comes to statistics. */
export interface Measured {
  readonly stretches: readonly Stretch[]
  readonly hasPosition: boolean
  /** Grade-adjusted; the distance itself where no altitude is known; null without distance. */
  readonly adjustedDistance: Float64Array | null
  readonly powerSeries: readonly Float64Array[]
  readonly normalizedPowerWatts: number | null
  readonly workKilojoules: number | null
  readonly aerobic: AerobicStatistics
}

/** Sums a recording up. */
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

/** Metres covered in each whole second of each stretch between pauses, straight between samples. */
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
