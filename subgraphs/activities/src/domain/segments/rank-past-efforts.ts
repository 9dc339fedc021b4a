import { OVERALL_RANKED } from './bests.ts'
import type { EffortRow } from './effort.ts'

/** The fields of an effort for everyone that decide its rank. */
export type RankedEffort = Pick<
  EffortRow,
  '_id' | 'athleteId' | 'activityId' | 'elapsedSeconds' | 'startedAt' | 'startSeconds' | 'overallRankThen'
>

/**
 * Ranks past efforts as they stood when they were ridden. An effort that was its athlete's best until then is ranked among the
 * bests of all athletes in activities that had started before, or earlier in the same activity. Returns the ranks by id; ranks
 * beyond ten are left out. `efforts` are all efforts of one segment for everyone, or the fastest of them, since a slower one
 * changes no rank.
 */
export const rankPastEfforts = (efforts: readonly RankedEffort[]): ReadonlyMap<string, number> => {
  const ranks = new Map<string, number>()
  const own = new Map<string, number>()
  /**
   * The bests of the leading athletes so far, the fastest first. There is one more than there are ranks, since one may be the
   * rider's own.
   */
  let leaders: readonly RankedEffort[] = []
  for (const effort of efforts.toSorted(byStart)) {
    const { _id, athleteId, elapsedSeconds } = effort
    if (elapsedSeconds >= (own.get(athleteId) ?? Number.POSITIVE_INFINITY)) continue
    own.set(athleteId, elapsedSeconds)
    const others = leaders.filter((leader) => leader.athleteId !== athleteId)
    const faster = others.filter((leader) => leader.elapsedSeconds < elapsedSeconds).length
    if (faster < OVERALL_RANKED) ranks.set(_id, faster + 1)
    leaders = others.toSpliced(faster, 0, effort).slice(0, OVERALL_RANKED + 1)
  }
  return ranks
}

/**
 * The seconds are compared only within one activity. Otherwise an athlete with an effort at the same time could learn from the
 * ranks when others passed.
 */
const byStart = (a: RankedEffort, b: RankedEffort): number =>
  a.startedAt.getTime() - b.startedAt.getTime() ||
  (a.activityId === b.activityId ? a.startSeconds - b.startSeconds : a.activityId < b.activityId ? -1 : 1) ||
  (a._id < b._id ? -1 : 1)
