import type { Audience } from '@gruppetto/graph'
import type { EffortRow } from './effort.ts'

/** The fields of an effort that decide its place on a board. */
export interface SegmentBest {
  readonly effortId: string
  readonly activityId: string
  readonly seconds: number
  /** The start of the activity. */
  readonly atMs: number
}

/** The best efforts of one athlete on one segment. Most boards are read from these rows. */
export interface BestsRow {
  /** See bestsId. */
  readonly _id: string
  readonly segmentId: string
  readonly athleteId: string
  /**
   * The best efforts by audience, the best first, at most three each. EVERYONE holds those that everyone may see, FOLLOWERS those
   * that followers may see, ONLY_ME all of them, hidden ones included.
   */
  readonly best: Readonly<Record<Audience, readonly SegmentBest[]>>
  /** The values of the first effort for everyone, by which the board is sorted. Null where there is none. */
  readonly seconds: number | null
  readonly atMs: number | null
  /** The number of efforts for everyone. */
  readonly count: number
  /** False while the account is private or deleted. */
  readonly open: boolean
}

export const bestsId = (segmentId: string, athleteId: string): string => `${segmentId}:${athleteId}`

/** How many of an athlete's efforts have a personal rank. */
const RANKED = 3

export type CountingEffort = Pick<
  EffortRow,
  '_id' | 'segmentId' | 'activityId' | 'elapsedSeconds' | 'startedAt' | 'startSeconds' | 'visibility' | 'hidden'
>

/** The faster one comes first; of equal ones the earlier one. */
const compareEfforts = (a: CountingEffort, b: CountingEffort): number =>
  a.elapsedSeconds - b.elapsedSeconds ||
  a.startedAt.getTime() - b.startedAt.getTime() ||
  a.startSeconds - b.startSeconds ||
  (a._id < b._id ? -1 : 1)

/** Returns the row for an athlete's counting efforts on one segment, or null when there are none. */
export const bestsOf = (
  segmentId: string,
  athleteId: string,
  efforts: readonly CountingEffort[],
  open: boolean,
): BestsRow | null => {
  if (efforts.length === 0) return null
  const shown = efforts.filter(({ hidden }) => !hidden)
  const forEveryone = shown.filter(({ visibility }) => visibility === 'EVERYONE')
  const fastest = (among: readonly CountingEffort[]): readonly SegmentBest[] =>
    among
      .toSorted(compareEfforts)
      .slice(0, RANKED)
      .map(({ _id: effortId, activityId, elapsedSeconds, startedAt }) => {
        return { effortId, activityId, seconds: elapsedSeconds, atMs: startedAt.getTime() }
      })
  const best = {
    EVERYONE: fastest(forEveryone),
    FOLLOWERS: fastest(shown.filter(({ visibility }) => visibility !== 'ONLY_ME')),
    ONLY_ME: fastest(efforts),
  }
  const [first] = best.EVERYONE
  return {
    _id: bestsId(segmentId, athleteId),
    segmentId,
    athleteId,
    best,
    seconds: first?.seconds ?? null,
    atMs: first?.atMs ?? null,
    count: forEveryone.length,
    open,
  }
}

/** Returns how the counts of a segment change. */
export const countsChange = (before: BestsRow | null, after: BestsRow | null): { efforts: number; athletes: number } => {
  const shown = (row: BestsRow | null): number => (row?.open ? row.count : 0)
  return { efforts: shown(after) - shown(before), athletes: Math.sign(shown(after)) - Math.sign(shown(before)) }
}

/** The place of an athlete's new best on the board of everyone. */
export interface Standing {
  /** The rank, from 1; null beyond ten. */
  readonly rank: number | null
  readonly wonRecord: boolean
  /** The athletes who held the record until now, with their times; several where their times were equal. */
  readonly lostBy: readonly { readonly athleteId: string; readonly seconds: number }[]
}

/** How many places of a board are read to rank a new effort. */
export const OVERALL_RANKED = 10

/**
 * Ranks a new best. `others` are the fastest ten of the other athletes, the fastest first; `before` is the athlete's own best
 * until now. The record is won by an athlete who is faster than all others and did not hold it alone. Nobody loses it to
 * themselves, but athletes with whom it was shared do.
 */
export const standingOf = (
  seconds: number,
  before: number | null,
  others: readonly { readonly athleteId: string; readonly seconds: number }[],
): Standing => {
  const rank = 1 + others.filter((other) => other.seconds < seconds).length
  const record = others[0]?.seconds ?? Number.POSITIVE_INFINITY
  const heldAlone = before !== null && before < record
  const wonRecord = !heldAlone && seconds < record
  return {
    rank: rank > OVERALL_RANKED ? null : rank,
    wonRecord,
    lostBy: wonRecord ? others.filter((other) => other.seconds === record) : [],
  }
}
