import { groupBy } from '@gruppetto/graph'
import { daysOfYear, instantsOf, yearOf } from '../domain/days.ts'
import { isKept, type KindSums, sportSums, sumsByDay } from '../domain/distance-years.ts'
import type { Services } from '../services.ts'
import type { SportSum, SumFilter } from '../stores/activity-sums.ts'
import { readUncountedDays } from './uncounted.ts'

/**
 * Reads what all activities of athletes add up to, as the viewer sees them: the totals that are kept of each year, and from the activities
 * the years with changes that are not counted yet, so that each change shows at once.
 */
export const openAllTime = ({ stores }: Services, viewerId: string | null) => {
  const readYear = async ({ athleteId, visibilities }: SumFilter, year: number): Promise<readonly KindSums[]> => {
    const activities = await stores.activities.within({ athleteId, visibilities }, instantsOf(daysOfYear(year)))
    return [...sumsByDay(activities, (day) => yearOf(day) === year).values()].flat()
  }

  return async (filters: readonly SumFilter[]): Promise<readonly SportSum[]> => {
    if (filters.length === 0) return []
    const ids = filters.map(({ athleteId }) => athleteId)
    const uncounted = await readUncountedDays({ stores }, ids)
    if (uncounted === null) return stores.activities.sums(filters, viewerId)
    const known = groupBy(await stores.distanceYears.totals(ids), (row) => row.athleteId)
    const areKept = ({ athleteId }: SumFilter): boolean => known.get(athleteId)?.some(isKept) ?? false
    const kept = filters.filter(areKept).map(async (filter) => {
      const { athleteId, visibilities } = filter
      const fresh = new Set([...(uncounted.get(athleteId) ?? [])].map(yearOf))
      const years = (known.get(athleteId) ?? []).flatMap(({ year, totals = [] }) => (fresh.has(year) ? [] : totals))
      const added = await Promise.all([...fresh].map((year) => readYear(filter, year)))
      return sportSums([...years, ...added.flat()], visibilities, athleteId === viewerId).map((sum) => ({ athleteId, ...sum }))
    })
    // Who was there before totals were kept has none.
    const others = stores.activities.sums(
      filters.filter((filter) => !areKept(filter)),
      viewerId,
    )
    return (await Promise.all([others, ...kept])).flat()
  }
}
