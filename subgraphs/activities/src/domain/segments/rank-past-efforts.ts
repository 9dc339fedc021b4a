import { OVERALL_RANKED } from './bests.ts'
import type { EffortRow } from './effort.ts'

/** An effort that everyone may see, as far as a rank goes. */
export type RankedEffort = Pick<
  EffortRow,
  '_id' | 'athleteId' | 'activityId' | 'elapsedSeconds' | 'startedAt' | 'startSeconds' | 'overallRankThen'
>

/**
 * Where efforts of the past stood when they were ridden: each that was its athlete's best until then, among the bests of all athletes in efforts
 * of activities that had begun before, or earlier in the same one. By id; none past ten. `efforts`: all of one segment that everyone may see, or the fastest of them, since a
 * slower one takes nobody's rank.
 */
export const rankPastEfforts = (efforts: readonly RankedEffort[]): ReadonlyMap<string, number> => {
  const ranks = new Map<string, number>()
  const own = new Map<string, number>()
  /** The bests so far of the first athletes, the fastest first: one more than have a rank, since one may be the rider's. */
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

/** Seconds are compared within an activity alone: whoever has one of the same moment must not learn by ranks when others passed. */
const byStart = (a: RankedEffort, b: RankedEffort): number =>
  a.startedAt.getTime() - b.startedAt.getTime() ||
  (a.activityId === b.activityId ? a.startSeconds - b.startSeconds : a.activityId < b.activityId ? -1 : 1) ||
  (a._id < b._id ? -1 : 1)
