import { localDayOf } from '@gruppetto/graph'
import { isRidden, type SeasonPoint, SPORTS, seasonCurve } from '@gruppetto/recordings'
import DataLoader from 'dataloader'
import { dayOf } from '../domain/activity.ts'
import { type DayRange, instantsOf } from '../domain/days.ts'
import type { Vo2MaxEstimate } from '../domain/vo2max-estimates.ts'
import type { Services } from '../services.ts'
import type { SeasonSource } from '../stores/power-curves.ts'

export interface AthleteDays extends DayRange {
  readonly athleteId: string
}

const isWithin = (day: string, { since, until }: DayRange): boolean => day >= since && day <= until
const keyOf = ({ athleteId, since, until }: AthleteDays): string => `${athleteId}:${since}:${until}`

/** Loads what several fields of one athlete's performance share. They are only asked for the viewer's own. */
export const makePerformanceLoaders = ({ stores, relations, entitlements, runtime }: Services) => {
  const isPremium = new DataLoader<string, boolean>(async (athleteIds) => {
    const premium = await entitlements.premiumAmong(athleteIds)
    return athleteIds.map((id) => premium.has(id))
  })
  /** The present day in the time zone of the athlete's account. */
  const today = new DataLoader<string, string>(async (athleteIds) => {
    const accounts = await relations.accounts.many(athleteIds)
    return athleteIds.map((id) => localDayOf(runtime.now(), accounts.get(id)?.timeZone ?? 'UTC'))
  })
  /** The best power of rides over a range of days, with two reads for any number of rides. */
  const powerCurve = new DataLoader<AthleteDays, readonly SeasonPoint<SeasonSource>[], string>(
    (keys) =>
      Promise.all(
        keys.map(async (days) => {
          const instants = instantsOf(days)
          const [curves, rides] = await Promise.all([
            stores.details.powerCurvesIn(days.athleteId, instants),
            stores.activities.poweredIn(days.athleteId, instants, SPORTS.filter(isRidden)),
          ])
          return seasonCurve(curves.filter(({ source }) => rides.has(source.activityId) && isWithin(dayOf(source), days)))
        }),
      ),
    { cacheKeyFn: keyOf },
  )
  /** The VO2max estimates of the activities in a range of days, oldest first. */
  const vo2Max = new DataLoader<AthleteDays, readonly Vo2MaxEstimate[], string>(
    (keys) =>
      Promise.all(
        keys.map(async (days) => {
          const rows = await stores.activities.metricIn(days.athleteId, instantsOf(days), 'vo2Max')
          return rows
            .flatMap((row) => (row.metrics.vo2Max ? [{ ...row.metrics.vo2Max, date: dayOf(row), activityId: row._id }] : []))
            .filter(({ date }) => isWithin(date, days))
        }),
      ),
    { cacheKeyFn: keyOf },
  )
  return { isPremium, today, powerCurve, vo2Max }
}
