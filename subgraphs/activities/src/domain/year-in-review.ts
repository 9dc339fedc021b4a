import type { MonthTotals, Sport, SportTotals } from '../generated/resolvers.ts'
import { type ActivityRow, dayOf } from './activity.ts'
import type { ActivitySummary } from './activity-summary.ts'

type Sums = Pick<ActivitySummary, 'distanceMeters' | 'movingSeconds' | 'elevationGainMeters'>

/** The fields of an activity from which a year is summed up. `shown` has what others see where privacy cuts the recording. */
export interface YearActivity extends Pick<ActivityRow, '_id' | 'sport' | 'visibility' | 'startedAt' | 'timeZone'>, Sums {
  readonly shown?: Sums | null
}

/** A year of an athlete as one viewer sees it. */
export interface YearReview {
  readonly athleteId: string
  readonly year: number
  readonly totals: readonly SportTotals[]
  readonly activeDays: number
  /** The activity with the most metres, and the one with the most climbing; null where nothing was covered or climbed. */
  readonly longestId: string | null
  readonly highestId: string | null
  readonly months: readonly MonthTotals[]
  /** All activities of the year, oldest first. */
  readonly activityIds: readonly string[]
}

interface Seen extends Sums {
  readonly id: string
  readonly sport: Sport
  readonly day: string
}

const addUp = (activities: readonly Seen[]): readonly SportTotals[] => {
  const bySport = new Map<Sport, SportTotals>()
  for (const { sport, distanceMeters, movingSeconds, elevationGainMeters } of activities) {
    const sum = bySport.get(sport) ?? { sport, count: 0, distanceMeters: 0, movingSeconds: 0, elevationGainMeters: 0 }
    bySport.set(sport, {
      sport,
      count: sum.count + 1,
      distanceMeters: sum.distanceMeters + distanceMeters,
      movingSeconds: sum.movingSeconds + movingSeconds,
      elevationGainMeters: sum.elevationGainMeters + (elevationGainMeters ?? 0),
    })
  }
  return [...bySport.values()].sort((a, b) => b.count - a.count || (a.sport < b.sport ? -1 : 1))
}

/** Returns the id of the one with the most; of equal ones the earliest. Null where all have none. */
const most = (activities: readonly Seen[], valueIn: (activity: Seen) => number): string | null => {
  let best: Seen | null = null
  for (const activity of activities) if (valueIn(activity) > (best === null ? 0 : valueIn(best))) best = activity
  return best?.id ?? null
}

/**
 * Sums up a year from the activities that the viewer may see and that started in it or close to it. An activity counts on the day of its
 * own wall clock. Others than the athlete see the sums of the visible part.
 */
export const reviewYear = (athleteId: string, year: number, activities: readonly YearActivity[], isOwn: boolean): YearReview => {
  const seen = activities
    .toSorted((a, b) => a.startedAt.getTime() - b.startedAt.getTime() || (a._id < b._id ? -1 : 1))
    .map((activity): Seen => {
      const { distanceMeters, movingSeconds, elevationGainMeters } = (isOwn ? null : activity.shown) ?? activity
      return { id: activity._id, sport: activity.sport, day: dayOf(activity), distanceMeters, movingSeconds, elevationGainMeters }
    })
    .filter(({ day }) => Number(day.slice(0, 4)) === year)
  const months = Array.from({ length: 12 }, (_, index) => {
    const inMonth = seen.filter(({ day }) => Number(day.slice(5, 7)) === index + 1)
    return { month: index + 1, totals: [...addUp(inMonth)] }
  })
  return {
    athleteId,
    year,
    totals: addUp(seen),
    activeDays: new Set(seen.map(({ day }) => day)).size,
    longestId: most(seen, ({ distanceMeters }) => distanceMeters),
    highestId: most(seen, ({ elevationGainMeters }) => elevationGainMeters ?? 0),
    months,
    activityIds: seen.map(({ id }) => id),
  }
}
