import { toStep } from '@gruppetto/graph'
import { type DerivedMetrics, deriveMetrics, hidesPlaces, UNKNOWN_ATHLETE } from '@gruppetto/recordings'
import type { ActivityRow } from './activity.ts'
import { type Disclosure, mapSummary, SECONDS_STEP } from './activity-summary.ts'
import { HIDES_NOTHING, rulesKey, type ViewerPrivacy } from './viewer-privacy.ts'

/**
 * An activity as one viewer may see it. The API returns nothing else, and only this file makes one from a row, so that no
 * resolver can forget a rule.
 */
export interface ShownActivity extends ActivityRow {
  /** What is hidden from this viewer in the rest of the recording. */
  readonly privacy: ViewerPrivacy
}

/**
 * How others see each value of the row. The compiler asks for a rule for each field; a value without a rule would be seen by the
 * athlete alone.
 */
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
  evidence: 'NEVER',
  device: 'ALWAYS',
  gearId: 'ALWAYS',
  photoIds: 'ALWAYS',
  leftTogether: 'ALWAYS',
  isHeldBack: 'ALWAYS',
  heldBackFor: 'NEVER',
  isManual: 'ALWAYS',
  uploadId: 'ALWAYS',
  isImported: 'NEVER',
  samplesRevision: 'ALWAYS',
  crop: 'NEVER',
  createdAt: 'ALWAYS',
  ...mapSummary(({ disclosed }) => disclosed),
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

/** Rounds a duration that would tell something about a hidden part. */
export const roundSeconds = (seconds: number): number => toStep(seconds, SECONDS_STEP)

/** Rounds a number to the nearest step. Returns anything else as it is. */
const inSteps = (value: unknown, step: number): unknown => (typeof value === 'number' ? toStep(value, step) : value)

type Rules = ReadonlyMap<string, Disclosure>
const rulesOf = (rules: Readonly<Record<string, Disclosure>>): Rules => new Map(Object.entries(rules))
const OF_ACTIVITY = rulesOf(ACTIVITY)
const OF_METRICS = rulesOf(METRICS)

/** Returns a value as its rule shows it. A hidden value is null. */
const disclosed = (value: unknown, rule: Disclosure, hideHeartRate: boolean, isInSteps: boolean): unknown => {
  if (rule === 'ALWAYS') return value
  if (rule === 'NEVER') return null
  if (rule === 'WITH_HEART_RATE') return hideHeartRate ? null : value
  if (rule.withHeartRate && hideHeartRate) return null
  return isInSteps ? inSteps(value, rule.inSteps) : value
}

/**
 * Applies the rules to a row, and to the values of `part` that take the place of the row's. A key without a rule is left out. It makes one object,
 * in a loop, since each activity of a page has fifty values.
 */
const disclose = <Row extends object>(
  row: Row,
  part: Partial<Row> | null,
  rules: Rules,
  { hideHeartRate }: ViewerPrivacy,
  isInSteps: boolean,
): Row => {
  const shown: Record<string, unknown> = {}
  const add = (values: object): void => {
    for (const key of Object.keys(values)) {
      const rule = rules.get(key)
      if (rule !== undefined) shown[key] = disclosed((values as Record<string, unknown>)[key], rule, hideHeartRate, isInSteps)
    }
  }
  add(row)
  if (part !== null) add(part)
  return shown as Row
}

/** Returns the metrics as they would be had no heart rate been recorded. */
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
 * Returns the metrics for the visible share of the moving time. They are rounded to steps, since an exact quotient would reveal
 * both numbers. Where all of the activity is visible they are exact.
 */
const discloseMetrics = (row: ActivityRow, privacy: ViewerPrivacy, isInSteps: boolean): DerivedMetrics | null => {
  if (!row.metrics) return null
  const { shown = null, movingSeconds } = row
  const whole = privacy.hideHeartRate ? withoutHeartRate(row.metrics, row) : row.metrics
  if (shown === null && !isInSteps) return disclose(whole, null, OF_METRICS, privacy, false)
  const share = shown !== null && movingSeconds > 0 ? shown.movingSeconds / movingSeconds : 1
  const shareOf = (zones: DerivedMetrics['powerZones']): DerivedMetrics['powerZones'] =>
    zones?.map(({ zone, seconds }) => ({
      zone,
      seconds: isInSteps ? roundSeconds(seconds * share) : Math.round(seconds * share),
    })) ?? null
  const { trainingLoad, caloriesKcal, heartRateZones, powerZones } = whole
  const part = {
    ...whole,
    trainingLoad: trainingLoad * share,
    caloriesKcal: caloriesKcal === null ? null : caloriesKcal * share,
    heartRateZones: shareOf(heartRateZones),
    powerZones: shareOf(powerZones),
  }
  return disclose(part, null, OF_METRICS, privacy, true)
}

/** Returns the training load that everybody may see: of the visible part, and without what heart rate tells. Null where there is none. */
export const sharedLoadOf = (row: ActivityRow): number | null =>
  discloseMetrics(row, { ...HIDES_NOTHING, hideHeartRate: true }, false)?.trainingLoad ?? null

/**
 * Returns an activity as others see it: with the sums of the visible part. After a change of the athlete's privacy these sums are
 * still those of the former rules until the activity is measured again; until then they are rounded to steps. With
 * `hideHeartRate` others see what they would see had no heart rate been recorded.
 */
export const showToOthers = (row: ActivityRow, privacy: ViewerPrivacy): ShownActivity => {
  const isKnown = row.samplesRevision === null || (row.shownBy ?? null) === rulesKey(privacy)
  const isInSteps = !isKnown && hidesPlaces(privacy)
  const shown = disclose(row, row.shown ?? null, OF_ACTIVITY, privacy, isInSteps)
  return Object.assign(shown, { metrics: discloseMetrics(row, privacy, isInSteps), privacy })
}

/** Returns an activity as its athlete sees it: all of it. */
export const showToOwner = (row: ActivityRow): ShownActivity => ({ ...row, privacy: HIDES_NOTHING })

/** Returns an activity as a viewer sees it. */
export const showActivity = (row: ActivityRow, viewerId: string | null, privacy: ViewerPrivacy): ShownActivity =>
  row.athleteId === viewerId ? showToOwner(row) : showToOthers(row, privacy)
