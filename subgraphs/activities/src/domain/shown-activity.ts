import { TOLD_STEPS, toStep } from '@gruppetto/graph'
import { type DerivedMetrics, deriveMetrics, UNKNOWN_ATHLETE } from '@gruppetto/recordings'
import type { ActivityRow } from './activity.ts'
import { HIDES_NOTHING, type ViewerPrivacy } from './viewer-privacy.ts'

/** An activity as one viewer may see it: what the API hands out. Only this file makes one of a row, so that no resolver can forget a rule. */
export interface ShownActivity extends ActivityRow {
  /** What the viewer may not see of what hangs on it. */
  readonly privacy: ViewerPrivacy
}

/**
 * When a value is told to others than the athlete: always; never; where heart rate is; or, of an athlete with privacy zones, in steps alone. The exact
 * sum of a whole, less what is seen of it, is what was ridden inside a zone: from there and from where somebody came out of it the way home is
 * short. An exact average is such a sum too: whole centimetres by whole seconds, of which a single pair gives it to all its digits. A key that is
 * not here is told nobody but the athlete, and the compiler asks for each.
 */
type Told = 'ALWAYS' | 'NEVER' | 'WITH_HEART_RATE' | { readonly inSteps: number; readonly withHeartRate?: true }

const METERS: Told = { inSteps: TOLD_STEPS.meters }
const SECONDS: Told = { inSteps: TOLD_STEPS.seconds }
const CLIMBING: Told = { inSteps: TOLD_STEPS.climbedMeters }
const ENERGY: Told = { inSteps: 10 }
const LOAD: Told = { inSteps: 1 }
const SPEED: Told = { inSteps: 0.1 }
const WHOLE: Told = { inSteps: 1 }
const INTENSITY: Told = { inSteps: 0.01 }

const ACTIVITY: Readonly<Record<Exclude<keyof ActivityRow, 'metrics'>, Told>> = {
  _id: 'ALWAYS',
  athleteId: 'ALWAYS',
  revision: 'ALWAYS',
  deleted: 'ALWAYS',
  name: 'ALWAYS',
  description: 'ALWAYS',
  sport: 'ALWAYS',
  visibility: 'ALWAYS',
  startedAt: 'ALWAYS',
  timeZone: 'ALWAYS',
  day: 'ALWAYS',
  measureVersion: 'ALWAYS',
  device: 'ALWAYS',
  gearId: 'ALWAYS',
  isManual: 'ALWAYS',
  uploadId: 'ALWAYS',
  samplesRevision: 'ALWAYS',
  createdAt: 'ALWAYS',
  distanceMeters: METERS,
  elapsedSeconds: SECONDS,
  movingSeconds: SECONDS,
  elevationGainMeters: CLIMBING,
  elevationLossMeters: CLIMBING,
  energyKilojoules: ENERGY,
  averageSpeedMps: SPEED,
  maxSpeedMps: 'ALWAYS',
  gradeAdjustedSpeedMps: SPEED,
  averagePowerWatts: WHOLE,
  maxPowerWatts: 'ALWAYS',
  normalizedPowerWatts: WHOLE,
  averageCadenceRpm: WHOLE,
  averageHeartRateBpm: { inSteps: 1, withHeartRate: true },
  maxHeartRateBpm: 'WITH_HEART_RATE',
}

const METRICS: Readonly<Record<keyof DerivedMetrics, Told>> = {
  trainingLoad: LOAD,
  trainingLoadMethod: 'ALWAYS',
  intensityFactor: INTENSITY,
  caloriesKcal: ENERGY,
  caloriesMethod: 'ALWAYS',
  heartRateZones: 'WITH_HEART_RATE',
  powerZones: 'ALWAYS',
  vo2Max: 'NEVER',
}

/** A sum over several activities, in the steps of one. */
export const shownSum = <Sum extends Partial<Pick<ActivityRow, 'distanceMeters' | 'movingSeconds' | 'elevationGainMeters'>>>(
  sum: Sum,
  privacy: ViewerPrivacy,
): Sum => ({ ...sum, ...told(sum, ACTIVITY, privacy) })

/** A time, in the steps of an activity's. */
export const shownSeconds = (seconds: number): number => toStep(seconds, TOLD_STEPS.seconds)

/** A number to the nearest step; anything else as it is. */
const inSteps = (value: unknown, step: number): unknown => (typeof value === 'number' ? toStep(value, step) : value)

/** What the rules leave of a row; null stands where something is hidden, a key without a rule is left out. */
function told<Row extends object>(row: Row, rules: Readonly<Record<string, Told>>, privacy: ViewerPrivacy): Row {
  const entries = Object.entries(row).flatMap(([key, value]): [string, unknown][] => {
    const rule = rules[key]
    if (rule === undefined) return []
    if (rule === 'NEVER') return [[key, null]]
    if (rule === 'WITH_HEART_RATE') return [[key, privacy.hideHeartRate ? null : value]]
    if (rule === 'ALWAYS') return [[key, value]]
    if (rule.withHeartRate && privacy.hideHeartRate) return [[key, null]]
    return [[key, privacy.zones.length === 0 ? value : inSteps(value, rule.inSteps)]]
  })
  return Object.fromEntries(entries) as Row
}

/** What would have been derived had no heart rate been recorded. */
const withoutHeartRate = (metrics: DerivedMetrics, row: ActivityRow): DerivedMetrics => {
  const { trainingLoad, trainingLoadMethod, intensityFactor, ...calories } = deriveMetrics(null, row, UNKNOWN_ATHLETE)
  return {
    ...metrics,
    ...(metrics.trainingLoadMethod === 'HEART_RATE' && { trainingLoad, trainingLoadMethod, intensityFactor }),
    ...(metrics.caloriesMethod === 'HEART_RATE' && {
      caloriesKcal: calories.caloriesKcal,
      caloriesMethod: calories.caloriesMethod,
    }),
  }
}

const toldMetrics = (row: ActivityRow, privacy: ViewerPrivacy): DerivedMetrics | null => {
  if (!row.metrics) return null
  const metrics = told(privacy.hideHeartRate ? withoutHeartRate(row.metrics, row) : row.metrics, METRICS, privacy)
  if (privacy.zones.length === 0) return metrics
  const zonesInSteps = (zones: DerivedMetrics['powerZones']): DerivedMetrics['powerZones'] =>
    zones?.map(({ zone, seconds }) => ({ zone, seconds: shownSeconds(seconds) })) ?? null
  return {
    ...metrics,
    heartRateZones: zonesInSteps(metrics.heartRateZones),
    powerZones: zonesInSteps(metrics.powerZones),
  }
}

/** An activity as others than its athlete see it. With `hideHeartRate` they see what they would had no heart rate been recorded. */
const shownToOthers = (row: ActivityRow, privacy: ViewerPrivacy): ShownActivity => ({
  ...told(row, ACTIVITY, privacy),
  metrics: toldMetrics(row, privacy),
  privacy,
})

/** An activity as its athlete sees it: whole. */
export const shownToOwner = (row: ActivityRow): ShownActivity => ({ ...row, privacy: HIDES_NOTHING })

/** An activity as a viewer sees it. */
export const shownActivity = (row: ActivityRow, viewerId: string | null, privacy: ViewerPrivacy): ShownActivity =>
  row.athleteId === viewerId ? shownToOwner(row) : shownToOthers(row, privacy)
