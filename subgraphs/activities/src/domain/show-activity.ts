import { toStep } from '@gruppetto/graph'
import { type DerivedMetrics, deriveMetrics, hidesPlaces, UNKNOWN_ATHLETE } from '@gruppetto/recordings'
import type { ActivityRow } from './activity.ts'
import { type Disclosure, mapSummary, SECONDS_STEP } from './activity-summary.ts'
import { HIDES_NOTHING, rulesKey, type ViewerPrivacy } from './viewer-privacy.ts'

/** An activity as one viewer may see it: what the API hands out. Only this file makes one of a row, so that no resolver can forget a rule. */
export interface ShownActivity extends ActivityRow {
  /** What the viewer may not see of what hangs on it. */
  readonly privacy: ViewerPrivacy
}

/** When others are told a value of the row. One that is not here is told nobody but the athlete, and the compiler asks for each. */
const ACTIVITY: Readonly<Record<Exclude<keyof ActivityRow, 'metrics'>, Disclosure>> = {
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
  shown: 'NEVER',
  shownBy: 'NEVER',
  measureVersion: 'ALWAYS',
  device: 'ALWAYS',
  gearId: 'ALWAYS',
  isManual: 'ALWAYS',
  uploadId: 'ALWAYS',
  samplesRevision: 'ALWAYS',
  createdAt: 'ALWAYS',
  ...mapSummary(({ disclosed: disclose }) => disclose),
}

const LOAD: Disclosure = { inSteps: 1 }
const ENERGY: Disclosure = { inSteps: 10 }

const METRICS: Readonly<Record<keyof DerivedMetrics, Disclosure>> = {
  trainingLoad: LOAD,
  trainingLoadMethod: 'ALWAYS',
  intensityFactor: { inSteps: 0.01 },
  caloriesKcal: ENERGY,
  caloriesMethod: 'ALWAYS',
  heartRateZones: 'WITH_HEART_RATE',
  powerZones: 'ALWAYS',
  vo2Max: 'NEVER',
}

/** A time that says something of what is hidden. */
export const roundToStep = (seconds: number): number => toStep(seconds, SECONDS_STEP)

/** A number to the nearest step; anything else as it is. */
const inSteps = (value: unknown, step: number): unknown => (typeof value === 'number' ? toStep(value, step) : value)

/** What the rules leave of a row; null stands where something is hidden, a key without a rule is left out. */
function told<Row extends object>(
  row: Row,
  rules: Readonly<Record<string, Disclosure>>,
  { hideHeartRate }: ViewerPrivacy,
  isInSteps: boolean,
): Row {
  const entries = Object.entries(row).flatMap(([key, value]): [string, unknown][] => {
    const rule = rules[key]
    if (rule === undefined) return []
    if (rule === 'NEVER') return [[key, null]]
    if (rule === 'WITH_HEART_RATE') return [[key, hideHeartRate ? null : value]]
    if (rule === 'ALWAYS') return [[key, value]]
    if (rule.withHeartRate && hideHeartRate) return [[key, null]]
    return [[key, isInSteps ? inSteps(value, rule.inSteps) : value]]
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

/**
 * The metrics of the whole as the share of the moving time that shows: in steps, since a quotient to all its digits gives both numbers. A row
 * of which all shows has them as they are.
 */
const discloseMetrics = (row: ActivityRow, privacy: ViewerPrivacy, isInSteps: boolean): DerivedMetrics | null => {
  if (!row.metrics) return null
  const { shown = null, movingSeconds } = row
  const whole = privacy.hideHeartRate ? withoutHeartRate(row.metrics, row) : row.metrics
  if (shown === null && !isInSteps) return told(whole, METRICS, privacy, false)
  const share = shown !== null && movingSeconds > 0 ? shown.movingSeconds / movingSeconds : 1
  const shareOf = (zones: DerivedMetrics['powerZones']): DerivedMetrics['powerZones'] =>
    zones?.map(({ zone, seconds }) => ({
      zone,
      seconds: isInSteps ? roundToStep(seconds * share) : Math.round(seconds * share),
    })) ?? null
  const { trainingLoad, caloriesKcal, heartRateZones, powerZones } = whole
  const part = {
    ...whole,
    trainingLoad: trainingLoad * share,
    caloriesKcal: caloriesKcal === null ? null : caloriesKcal * share,
    heartRateZones: shareOf(heartRateZones),
    powerZones: shareOf(powerZones),
  }
  return told(part, METRICS, privacy, true)
}

/**
 * An activity as others than its athlete see it: the sums of what shows. Where they were measured by other rules than those of now, which lasts until
 * the activity's turn comes after a change, they are told in steps. With `hideHeartRate` others see what they would had no heart rate been recorded.
 */
const showToOthers = (row: ActivityRow, privacy: ViewerPrivacy): ShownActivity => {
  const isKnown = row.samplesRevision === null || (row.shownBy ?? null) === rulesKey(privacy)
  const isInSteps = !isKnown && hidesPlaces(privacy)
  return {
    ...told({ ...row, ...row.shown }, ACTIVITY, privacy, isInSteps),
    metrics: discloseMetrics(row, privacy, isInSteps),
    privacy,
  }
}

/** An activity as its athlete sees it: whole. */
export const showToOwner = (row: ActivityRow): ShownActivity => ({ ...row, privacy: HIDES_NOTHING })

/** An activity as a viewer sees it. */
export const showActivity = (row: ActivityRow, viewerId: string | null, privacy: ViewerPrivacy): ShownActivity =>
  row.athleteId === viewerId ? showToOwner(row) : showToOthers(row, privacy)
