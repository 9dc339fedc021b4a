import type { Measurement } from '@gruppetto/recordings'

/**
 * When a value is told to others than the athlete: always; never; where heart rate is; or in steps alone while it says something of what is hidden.
 * The sums of a whole, less what is seen of it, are what was ridden inside a zone: from where somebody came out of it the way home is that long. So
 * others are told the sums of what shows; steps are for what cannot be measured of it, and for the moments until it has been.
 */
export type Told = 'ALWAYS' | 'NEVER' | 'WITH_HEART_RATE' | { readonly inSteps: number; readonly withHeartRate?: true }

/** The step of a time, in seconds. */
export const SECONDS_STEP = 60

interface SummaryField {
  /** Kept as a whole number. */
  readonly isWhole?: true
  readonly told: Told
}

/**
 * The values of a measurement that an activity's row has. A new one is a line here and a field of `Activity` in the schema: the row, its collection, what is kept
 * of a measurement, what an activity entered by hand lacks and what others are told follow from this table.
 */
const SUMMARY = {
  distanceMeters: { told: { inSteps: 100 } },
  elapsedSeconds: { isWhole: true, told: { inSteps: SECONDS_STEP } },
  movingSeconds: { isWhole: true, told: { inSteps: SECONDS_STEP } },
  elevationGainMeters: { told: { inSteps: 10 } },
  elevationLossMeters: { told: { inSteps: 10 } },
  averageSpeedMps: { told: { inSteps: 0.1 } },
  maxSpeedMps: { told: 'ALWAYS' },
  // Over the moving time, whatever the sport: shown on foot only.
  gradeAdjustedSpeedMps: { told: { inSteps: 0.1 } },
  averageHeartRateBpm: { told: { inSteps: 1, withHeartRate: true } },
  maxHeartRateBpm: { isWhole: true, told: 'WITH_HEART_RATE' },
  averagePowerWatts: { told: { inSteps: 1 } },
  maxPowerWatts: { isWhole: true, told: 'ALWAYS' },
  normalizedPowerWatts: { told: { inSteps: 1 } },
  averageCadenceRpm: { told: { inSteps: 1 } },
  energyKilojoules: { told: { inSteps: 10 } },
} as const satisfies { readonly [Name in keyof Measurement]?: SummaryField }

type SummaryName = keyof typeof SUMMARY

/** What is measured of a recording, or entered by hand; SI units, null where nothing measured it. */
export type ActivitySummary = { readonly [Name in SummaryName]: Measurement[Name] }

const fields = Object.entries(SUMMARY) as readonly (readonly [SummaryName, SummaryField])[]

/** A value for each field of the summary. */
export const forSummary = <Value>(of: (field: SummaryField) => Value): Readonly<Record<SummaryName, Value>> =>
  Object.fromEntries(fields.map(([name, field]) => [name, of(field)])) as Record<SummaryName, Value>

/** A measurement as it is kept and told. Each value keeps its name and its type, which the compiler cannot follow through `fromEntries`. */
export const summaryOf = (measured: Measurement): ActivitySummary =>
  Object.fromEntries(
    fields.map(([name, { isWhole }]) => {
      const value = measured[name]
      return [name, isWhole && value !== null ? Math.round(value) : value]
    }),
  ) as unknown as ActivitySummary
