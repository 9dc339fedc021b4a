import type { EventData } from '@gruppetto/events'
import { addDays, localDayOf, mondayOf } from '@gruppetto/graph'
import { unitsOf } from './scoring.ts'
import type { SummedMetric, TotalsPeriod } from './values.ts'

/** What an activity adds to the sums of its athlete, in whole units (see scoring.ts). */
export type Sums = Readonly<Record<SummedMetric, number>>

/** An activity as it has been added to the sums of its athlete. A deleted one stays, for its revision. */
export interface SummedActivity {
  /** The activity's id. */
  readonly _id: string
  readonly athleteId: string
  readonly revision: number
  readonly deleted: boolean
  readonly sport: string
  /** YYYY-MM-DD, where it was recorded. */
  readonly day: string
  readonly sums: Sums
}

/** The sums of one athlete in one sport and one week, month or year, or of all time. */
export interface PeriodSumsRow {
  /** See sumsId. */
  readonly _id: string
  readonly athleteId: string
  readonly sums: Sums
}

const PERIODS: readonly TotalsPeriod[] = ['WEEK', 'MONTH', 'YEAR', 'ALL_TIME']

/** Returns the first and the last day of the period in which a day is. */
export const periodAround = (period: TotalsPeriod, day: string): { readonly start: string; readonly end: string } => {
  const [year = '', month = ''] = day.split('-')
  switch (period) {
    case 'WEEK':
      return { start: mondayOf(day), end: addDays(mondayOf(day), 6) }
    case 'MONTH':
      return { start: `${year}-${month}-01`, end: new Date(Date.UTC(Number(year), Number(month), 0)).toISOString().slice(0, 10) }
    case 'YEAR':
      return { start: `${year}-01-01`, end: `${year}-12-31` }
    case 'ALL_TIME':
      return { start: '0001-01-01', end: '9999-12-31' }
  }
}

export const sumsId = (athleteId: string, period: TotalsPeriod, start: string, sport: string): string =>
  `${athleteId}:${period}:${start}:${sport}`

/** Returns an activity with all of it, also what privacy hides from others: the sums are for its athlete alone. */
export const summedActivityOf = (activity: EventData<'activity.measured'>): SummedActivity => ({
  _id: activity.activityId,
  athleteId: activity.athleteId,
  revision: activity.revision,
  deleted: activity.deleted,
  sport: activity.sport,
  day: localDayOf(activity.startedAtMs, activity.timeZone),
  sums: {
    DISTANCE: unitsOf('DISTANCE', activity.distanceMeters),
    MOVING_TIME: unitsOf('MOVING_TIME', activity.movingSeconds),
    ELEVATION_GAIN: unitsOf('ELEVATION_GAIN', activity.elevationGainMeters ?? 0),
    ACTIVITY_COUNT: 1,
  },
})

export interface SumsChange {
  readonly id: string
  readonly athleteId: string
  readonly add: Sums
}

const NOTHING: Sums = { DISTANCE: 0, MOVING_TIME: 0, ELEVATION_GAIN: 0, ACTIVITY_COUNT: 0 }

export const addSums = (one: Sums, other: Sums, times = 1): Sums => ({
  DISTANCE: one.DISTANCE + times * other.DISTANCE,
  MOVING_TIME: one.MOVING_TIME + times * other.MOVING_TIME,
  ELEVATION_GAIN: one.ELEVATION_GAIN + times * other.ELEVATION_GAIN,
  ACTIVITY_COUNT: one.ACTIVITY_COUNT + times * other.ACTIVITY_COUNT,
})

/** Adds up the rows that there are. */
export const totalOf = (rows: readonly (PeriodSumsRow | undefined)[]): Sums =>
  rows.reduce((total, row) => (row === undefined ? total : addSums(total, row.sums)), NOTHING)

/**
 * Returns what a new state of an activity changes in the sums. It depends on the two states alone, so edits, deletions and late
 * uploads lead to the same sums in any order.
 */
export const sumsChanges = (before: SummedActivity | null, after: SummedActivity): readonly SumsChange[] => {
  const changes = new Map<string, SumsChange>()
  const count = (activity: SummedActivity | null, times: 1 | -1): void => {
    if (activity === null || activity.deleted) return
    for (const period of PERIODS) {
      const { athleteId, sport, sums } = activity
      const id = sumsId(athleteId, period, periodAround(period, activity.day).start, sport)
      changes.set(id, { id, athleteId, add: addSums(changes.get(id)?.add ?? NOTHING, sums, times) })
    }
  }
  count(before, -1)
  count(after, 1)
  return [...changes.values()].filter(({ add }) => Object.values(add).some((units) => units !== 0))
}
