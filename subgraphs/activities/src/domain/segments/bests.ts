import type { Audience } from '@gruppetto/graph'
import type { EffortRow } from './effort.ts'

/** An effort as far as its place on a board goes. */
export interface SegmentBest {
  readonly effortId: string
  readonly activityId: string
  readonly seconds: number
  /** When the activity began. */
  readonly atMs: number
}

/** The best efforts of one athlete on one segment: all that most boards are made of. */
export interface BestsRow {
  /** bestsId. */
  readonly _id: string
  readonly segmentId: string
  readonly athleteId: string
  /** Of those who may see that much, the best first, at most three: what is for everyone; what is for followers too; all, and what is hidden. */
  readonly best: Readonly<Record<Audience, readonly SegmentBest[]>>
  /** The first of those for everyone: what the board is sorted by. Null where there is none. */
  readonly seconds: number | null
  readonly atMs: number | null
  /** Efforts for everyone. */
  readonly count: number
  /** False while the account is private or gone. */
  readonly open: boolean
}

export const bestsId = (segmentId: string, athleteId: string): string => `${segmentId}:${athleteId}`

/** How many of an athlete's efforts have a personal rank. */
const RANKED = 3

export type CountingEffort = Pick<
  EffortRow,
  '_id' | 'segmentId' | 'activityId' | 'elapsedSeconds' | 'startedAt' | 'startSeconds' | 'visibility' | 'hidden'
>

/** The faster first; the earlier among equals. */
const compareEfforts = (a: CountingEffort, b: CountingEffort): number =>
  a.elapsedSeconds - b.elapsedSeconds ||
  a.startedAt.getTime() - b.startedAt.getTime() ||
  a.startSeconds - b.startSeconds ||
  (a._id < b._id ? -1 : 1)

/** What an athlete's efforts that count on one segment come to; null where there is none. */
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

/** What a segment's counts change by. */
export const countsChange = (before: BestsRow | null, after: BestsRow | null): { efforts: number; athletes: number } => {
  const shown = (row: BestsRow | null): number => (row?.open ? row.count : 0)
  return { efforts: shown(after) - shown(before), athletes: Math.sign(shown(after)) - Math.sign(shown(before)) }
}

/** What an athlete's new best means to everyone's board. */
export interface Standing {
  /** Among everyone, 1 for the first; null past ten. */
  readonly rank: number | null
  readonly wonRecord: boolean
  /** Who held the record until now, and their seconds; several where they were equal. */
  readonly lostBy: readonly { readonly athleteId: string; readonly seconds: number }[]
}

/** How many of a board are looked at to rank a new effort. */
export const OVERALL_RANKED = 10

/**
 * Where a new best stands: `others` are the fastest ten of the other athletes, the fastest first, `before` the athlete's own best until now.
 * The record is won by who is faster than all others and did not hold it alone; nobody loses it to oneself, but those it was shared with do.
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
