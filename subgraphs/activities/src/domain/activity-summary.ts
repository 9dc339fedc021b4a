import type { Measurement } from '@gruppetto/recordings'

/**
 * How others than the athlete see a value: always, never, only together with heart rate, or rounded to steps. Rounding is needed
 * while the value still covers hidden parts: the total distance minus the visible distance is the length ridden inside a zone,
 * and so tells how far home is from where somebody leaves it. Others therefore see sums of the visible part. Steps are for values
 * that cannot be measured for the visible part alone, and for the time until it has been measured.
 */
export type Disclosure = 'ALWAYS' | 'NEVER' | 'WITH_HEART_RATE' | { readonly inSteps: number; readonly withHeartRate?: true }

/** The step to which a duration is rounded, in seconds. */
export const SECONDS_STEP = 60

interface SummaryField {
  /** Stored as a whole number. */
  readonly isWhole?: true
  readonly disclosed: Disclosure
}

/**
 * The values of a measurement that the row of an activity has. A new value is one line here and a field of `Activity` in the
 * schema: the row, what is stored of a measurement, what a manual activity lacks and what others see follow from this table.
 */
const SUMMARY = {
  distanceMeters: { disclosed: { inSteps: 100 } },
  elapsedSeconds: { isWhole: true, disclosed: { inSteps: SECONDS_STEP } },
  movingSeconds: { isWhole: true, disclosed: { inSteps: SECONDS_STEP } },
  elevationGainMeters: { disclosed: { inSteps: 10 } },
  elevationLossMeters: { disclosed: { inSteps: 10 } },
  averageSpeedMps: { disclosed: { inSteps: 0.1 } },
  maxSpeedMps: { disclosed: 'ALWAYS' },
  // It is computed over the moving time of every sport, and shown on foot only.
  gradeAdjustedSpeedMps: { disclosed: { inSteps: 0.1 } },
  averageHeartRateBpm: { disclosed: { inSteps: 1, withHeartRate: true } },
  maxHeartRateBpm: { isWhole: true, disclosed: 'WITH_HEART_RATE' },
  averagePowerWatts: { disclosed: { inSteps: 1 } },
  maxPowerWatts: { isWhole: true, disclosed: 'ALWAYS' },
  normalizedPowerWatts: { disclosed: { inSteps: 1 } },
  averageCadenceRpm: { disclosed: { inSteps: 1 } },
  energyKilojoules: { disclosed: { inSteps: 10 } },
} as const satisfies { readonly [Name in keyof Measurement]?: SummaryField }

type SummaryName = keyof typeof SUMMARY

/** The summary values of an activity, measured or entered by hand, in SI units. A value that nothing measured is null. */
export type ActivitySummary = { readonly [Name in SummaryName]: Measurement[Name] }

const fields = Object.entries(SUMMARY) as readonly (readonly [SummaryName, SummaryField])[]

/** Returns a value for each field of the summary. */
export const mapSummary = <Value>(of: (field: SummaryField) => Value): Readonly<Record<SummaryName, Value>> =>
  Object.fromEntries(fields.map(([name, field]) => [name, of(field)])) as Record<SummaryName, Value>

/**
 * Returns a measurement as it is stored. Each value keeps its name and its type, which the compiler cannot follow through
 * `fromEntries`.
 */
export const summaryOf = (measured: Measurement): ActivitySummary =>
  Object.fromEntries(
    fields.map(([name, { isWhole }]) => {
      const value = measured[name]
      return [name, isWhole && value !== null ? Math.round(value) : value]
    }),
  ) as unknown as ActivitySummary
