import { firstAtOrAfter } from '../measure/span-means.ts'
import { at } from '../recording.ts'
import { type Attempt, advances, passOver, planeX, planeY, type SegmentCrossing } from './match-segment.ts'
import type { SegmentLine } from './segment-line.ts'
import type { Track } from './track.ts'

/** An athlete's attempt on a segment: under way, or finished. */
export interface SegmentAttempt {
  /** When the start gate was crossed, in the track's seconds. */
  readonly startSeconds: number
  /** The farthest progress by distance along the line, from 0 to 1; 1 when finished. */
  readonly progress: number
  /** Seconds from the start gate to the last position, or to the end gate. */
  readonly elapsedSeconds: number
  readonly isFinished: boolean
  /** The fastest earlier crossing in this track: a lap ridden a minute ago is a best to beat. */
  readonly quickest: SegmentCrossing | null
}

/** The pace of an effort: seconds since its start gate at increasing fractions of the line, from 0 to 1. */
export interface EffortProfile {
  readonly progress: Float64Array
  readonly seconds: Float64Array
}

/** The state of matching a segment so far: all that is needed to continue. Plain JSON. */
export interface Passed {
  readonly attempts: readonly Attempt[]
  /** The last crossing. */
  readonly last: SegmentCrossing | null
  /** The fastest of those before the last one; of equal ones the first. */
  readonly quickest: SegmentCrossing | null
}

const NOT_PASSED: Passed = { attempts: [], last: null, quickest: null }

/** Matches a segment, or continues on a track that begins where the one before ended. Several steps give the same as all at once. */
export function passOn(track: Track, line: SegmentLine, before: Passed | null): Passed {
  const { crossings, attempts } = passOver(track, line, before?.attempts)
  let { last, quickest } = before ?? NOT_PASSED
  for (const crossing of crossings) [last, quickest] = [crossing, quicker(quickest, last)]
  return { attempts, last, quickest }
}

const secondsOf = ({ startSeconds, endSeconds }: SegmentCrossing): number => endSeconds - startSeconds

const quicker = (a: SegmentCrossing | null, b: SegmentCrossing | null): SegmentCrossing | null =>
  a === null || (b !== null && secondsOf(b) < secondsOf(a)) ? b : a

/**
 * Returns the attempt that is under way at the track's end, or the farthest when there are several; else the last finished one;
 * null when there is neither. `before` is the state of the track that ended where this one begins.
 */
export function segmentAttempt(track: Track, line: SegmentLine, before: Passed | null = null): SegmentAttempt | null {
  const { attempts, last, quickest } = passOn(track, line, before)
  const underWay = attempts.toSorted((a, b) => b.farthest - a.farthest)[0]
  if (underWay) {
    const { startSeconds, farthest } = underWay
    const elapsedSeconds = at(track.timeSeconds, track.timeSeconds.length - 1) - startSeconds
    const earlier = quicker(quickest, last)
    return { startSeconds, progress: farthest / line.lengthMeters, elapsedSeconds, isFinished: false, quickest: earlier }
  }
  return last && { startSeconds: last.startSeconds, progress: 1, elapsedSeconds: secondsOf(last), isFinished: true, quickest }
}

/** Returns the profile of a crossing that matchSegment has found on this track. */
export function effortProfile(track: Track, line: SegmentLine, { startSeconds, endSeconds }: SegmentCrossing): EffortProfile {
  const { timeSeconds, latitude, longitude } = track
  const progress = [0]
  const seconds = [0]
  const attempt: Attempt = { startSeconds, path: 0, farthest: 0, progress: 0, piece: 1 }
  const x = (i: number): number => planeX(line, at(longitude, i))
  const y = (i: number): number => planeY(line, at(latitude, i))
  let i = firstAtOrAfter(timeSeconds, startSeconds)
  // The gate lies between two positions, at the moment when it was crossed.
  const [before, behind] = [Math.max(0, i - 1), Math.min(i, timeSeconds.length - 1)]
  const gap = at(timeSeconds, behind) - at(timeSeconds, before)
  const share = gap > 0 ? (startSeconds - at(timeSeconds, before)) / gap : 0
  let fromX = x(before) + share * (x(behind) - x(before))
  let fromY = y(before) + share * (y(behind) - y(before))
  for (; i < timeSeconds.length && at(timeSeconds, i) < endSeconds; i++) {
    if (!advances(line, attempt, fromX, fromY, x(i), y(i))) break
    ;[fromX, fromY] = [x(i), y(i)]
    const reached = attempt.farthest / line.lengthMeters
    if (reached >= 1 || reached <= (progress.at(-1) ?? 0)) continue
    progress.push(reached)
    seconds.push(at(timeSeconds, i) - startSeconds)
  }
  progress.push(1)
  seconds.push(endSeconds - startSeconds)
  return { progress: Float64Array.from(progress), seconds: Float64Array.from(seconds) }
}

/** Returns the seconds by which an attempt is ahead of another effort at the same place; negative when it is behind. */
export const secondsAhead = ({ progress, elapsedSeconds }: SegmentAttempt, other: EffortProfile): number =>
  secondsAt(other, progress) - elapsedSeconds

/** Interpolates an effort's time linearly between its known moments. */
function secondsAt({ progress, seconds }: EffortProfile, share: number): number {
  const behind = Math.min(Math.max(1, firstAtOrAfter(progress, share)), progress.length - 1)
  const [from, to] = [at(progress, behind - 1), at(progress, behind)]
  const part = to > from ? Math.min(1, Math.max(0, (share - from) / (to - from))) : 1
  return at(seconds, behind - 1) + part * (at(seconds, behind) - at(seconds, behind - 1))
}
