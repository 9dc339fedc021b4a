import type { Measurement } from '@gruppetto/recordings'

/**
 * When a value is told to others than the athlete: always; never; where heart rate is; or in steps alone while it says something of what is hidden.
 * The sums of a whole, less what is seen of it, are what was ridden inside a zone: from where somebody came out of it the way home is that long. So
 * others are told the sums of what shows; steps are for what cannot be measured of it, and for the moments until it has been.
 */
export type Disclosure = 'ALWAYS' | 'NEVER' | 'WITH_HEART_RATE' | { readonly inSteps: number; readonly withHeartRate?: true }

/** The step of a time, in seconds. */
export const SECONDS_STEP = 60

interface SummaryField {
  /** Kept as a whole number. */
  readonly isWhole?: true
  readonly disclosed: Disclosure
}

/**
 * The values of a measurement that an activity's row has. A new one is a line here and a field of `Activity` in the schema: the row, its collection, what is kept
 * of a measurement, what an activity entered by hand lacks and what others are told follow from this table.
 */
const SUMMARY = {
  distanceMeters: { disclosed: { inSteps: 100 } },
  elapsedSeconds: { isWhole: true, disclosed: { inSteps: SECONDS_STEP } },
  movingSeconds: { isWhole: true, disclosed: { inSteps: SECONDS_STEP } },
  elevationGainMeters: { disclosed: { inSteps: 10 } },
  elevationLossMeters: { disclosed: { inSteps: 10 } },
  averageSpeedMps: { disclosed: { inSteps: 0.1 } },
  maxSpeedMps: { disclosed: 'ALWAYS' },
  // Over the moving time, whatever the sport: shown on foot only.
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

/** What is measured of a recording, or entered by hand; SI units, null where nothing measured it. */
export type ActivitySummary = { readonly [Name in SummaryName]: Measurement[Name] }

const fields = Object.entries(SUMMARY) as readonly (readonly [SummaryName, SummaryField])[]

/** A value for each field of the summary. */
export const mapSummary = <Value>(of: (field: SummaryField) => Value): Readonly<Record<SummaryName, Value>> =>
  Object.fromEntries(fields.map(([name, field]) => [name, of(field)])) as Record<SummaryName, Value>

/** A measurement as it is kept and told. Each value keeps its name and its type, which the compiler cannot follow through `fromEntries`. */
export const summaryOf = (measured: Measurement): ActivitySummary =>
  Object.fromEntries(
    fields.map(([name, { isWhole }]) => {
      const value = measured[name]
      return [name, isWhole && value !== null ? Math.round(value) : value]
    }),
  ) as unknown as ActivitySummary
