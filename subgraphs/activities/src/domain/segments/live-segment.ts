import { type EffortProfile, type SegmentAttempt, secondsAhead } from '@gruppetto/recordings'
import type { SegmentRow } from './segment.ts'

/** How an athlete in a live session is doing on a segment. */
export interface LiveSegmentRow {
  readonly segment: SegmentRow
  /** From 0 to 1. */
  readonly progress: number
  readonly elapsedSeconds: number
  /** Negative when behind; null where there is nothing to compare with. */
  readonly secondsAheadOfBest: number | null
  readonly secondsAheadOfLeader: number | null
  /** Null while the effort is under way. */
  readonly finishedEffortSeconds: number | null
}

/** Efforts have this precision. */
const tenths = (seconds: number): number => Math.round(seconds * 10) / 10

/** Compares an attempt with the athlete's best effort and with the leader's. */
export const liveSegmentOf = (
  segment: SegmentRow,
  attempt: SegmentAttempt,
  best: EffortProfile | null,
  leader: EffortProfile | null,
): LiveSegmentRow => {
  const ahead = (other: EffortProfile | null) => (other === null ? null : tenths(secondsAhead(attempt, other)))
  const elapsedSeconds = tenths(attempt.elapsedSeconds)
  return {
    segment,
    progress: attempt.progress,
    elapsedSeconds,
    secondsAheadOfBest: ahead(best),
    secondsAheadOfLeader: ahead(leader),
    finishedEffortSeconds: attempt.isFinished ? elapsedSeconds : null,
  }
}

/** Attempts that are under way come first, then those that began last. */
export const compareAttempts = (a: SegmentAttempt, b: SegmentAttempt): number =>
  Number(a.isFinished) - Number(b.isFinished) || b.startSeconds - a.startSeconds
