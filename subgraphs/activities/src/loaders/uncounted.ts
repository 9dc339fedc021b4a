import { groupBy } from '@gruppetto/graph'
import type { Services } from '../services.ts'

/** More changes of an athlete than these that are not counted yet, as while an archive comes in, cost as much as all activities. */
const MOST_UNCOUNTED = 100

/**
 * Returns the days of each athlete whose kept sums lack a change: the day that an activity has now, and the one on which it was counted
 * before. Null where there are too many. They are read before the sums: a change that is counted meanwhile is in both.
 */
export const readUncountedDays = async (
  { stores }: Pick<Services, 'stores'>,
  athleteIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>> | null> => {
  const most = MOST_UNCOUNTED * athleteIds.length
  const uncounted = await stores.uncountedDays.some(athleteIds, most + 1)
  if (uncounted.length > most) return null
  const before = await stores.countedDays.many([...new Set(uncounted.map(({ activityId }) => activityId))])
  const daysOf = (marks: typeof uncounted) =>
    new Set(marks.flatMap(({ activityId, day }) => [day, before.get(activityId) ?? day]))
  return new Map([...groupBy(uncounted, (mark) => mark.athleteId)].map(([id, marks]) => [id, daysOf(marks)]))
}
