import { type EffortProfile, type SegmentAttempt, secondsAhead } from '@gruppetto/recordings'
import type { SegmentRow } from './segment.ts'

/** Where an athlete on the way stands on a segment. */
export interface LiveSegmentRow {
  readonly segment: SegmentRow
  /** 0 to 1. */
  readonly progress: number
  readonly elapsedSeconds: number
  /** Negative behind; null where there is none to compare with. */
  readonly secondsAheadOfBest: number | null
  readonly secondsAheadOfLeader: number | null
  /** Null while under way. */
  readonly finishedEffortSeconds: number | null
}

/** As exact as efforts are. */
const tenths = (seconds: number): number => Math.round(seconds * 10) / 10

/** What an attempt comes to beside the athlete's best effort and the leader's. */
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

/** Those under way first, then the last begun. */
export const compareAttempts = (a: SegmentAttempt, b: SegmentAttempt): number =>
  Number(a.isFinished) - Number(b.isFinished) || b.startSeconds - a.startSeconds
