import { DEGREE_METERS, shortLongitude } from '../geometry/distance.ts'
import { at } from '../recording.ts'
import { crossing, leaving, type SegmentLine } from './segment-line.ts'
import { BLOCK, isNear, type Track } from './track.ts'

/** One crossing of a segment, in seconds from the recording's first sample, interpolated between samples. */
export interface SegmentCrossing {
  readonly startSeconds: number
  readonly endSeconds: number
}

const CORRIDOR_METERS = 30
/** The most that progress may fall. */
const BACKWARD_METERS = 50
const COVERED_SHARE = 0.95
const SHORTEST_SHARE = 0.9
const LONGEST_SHARE = 1.1
/** How far ahead on the line a step is searched: three times its length, for a bend that it cuts, plus this for position errors. */
const AHEAD_METERS = 60
const AHEAD_STEPS = 3
/** The weight of a metre along the line, from where the step leads, relative to a metre away from the line. */
const ALONG_WEIGHT = 0.2
/**
 * The weight of a metre of the step against the direction of the line. It distinguishes the legs of a hairpin, which are closer
 * to each other than the position error. A real turn goes against every segment of the line equally.
 */
const AGAINST_WEIGHT = 4
/** The most attempts under way at once. A line that passes its own start more often is not a usable segment. */
const MOST_ATTEMPTS = 32

/** An attempt that is under way. Plain JSON. */
export interface Attempt {
  readonly startSeconds: number
  /** Metres travelled since the start gate. */
  path: number
  /** The farthest progress on the line, in metres. */
  farthest: number
  progress: number
  /** The index of the line's segment that contains the progress. */
  piece: number
}

/**
 * Returns every crossing of a segment by a track, in order of their ends. A crossing enters through the start gate in the
 * segment's direction, stays within 30 m of its line with progress never falling by more than 50 m, leaves through the end gate,
 * and covers at least 95 % of the line with 0.9 to 1.1 of its length. Crossing the start gate again within the first 50 m
 * restarts the attempt. While no attempt is under way, blocks far from the start gate cost nothing.
 */
export const matchSegment = (track: Track, line: SegmentLine): SegmentCrossing[] => passOver(track, line).crossings

/**
 * Returns the crossings of matchSegment, and the attempts still under way at the track's last position. `underWay` are those that
 * were under way at its first.
 */
export function passOver(
  track: Track,
  line: SegmentLine,
  underWay: readonly Attempt[] = [],
): { crossings: SegmentCrossing[]; attempts: readonly Attempt[] } {
  const found: SegmentCrossing[] = []
  let attempts = underWay.map((attempt) => ({ ...attempt }))
  const last = track.latitude.length - 1
  for (let block = 0; block * BLOCK < last; block++) {
    if (attempts.length === 0 && !isNear(track, block, line.latitude, line.longitude, line.margin)) continue
    const first = block * BLOCK
    const end = Math.min(last, first + BLOCK)
    let fromX = planeX(line, at(track.longitude, first))
    let fromY = planeY(line, at(track.latitude, first))
    for (let i = first; i < end; i++) {
      const toX = planeX(line, at(track.longitude, i + 1))
      const toY = planeY(line, at(track.latitude, i + 1))
      const out = attempts.length > 0 ? crossing(line.end, fromX, fromY, toX, toY) : null
      if (attempts.length > 0)
        attempts = attempts.filter((attempt) => {
          if (out !== null && finishes(line, attempt, fromX, fromY, toX, toY, out)) {
            found.push({ startSeconds: attempt.startSeconds, endSeconds: secondsAt(track, i, out) })
            return false
          }
          return advances(line, attempt, fromX, fromY, toX, toY)
        })
      const into = leaving(line.start, fromX, fromY, toX, toY)
      if (into !== null) {
        const attempt = { startSeconds: secondsAt(track, i, into), path: 0, farthest: 0, progress: 0, piece: 1 }
        const [startX, startY] = [fromX + into * (toX - fromX), fromY + into * (toY - fromY)]
        const over = crossing(line.end, startX, startY, toX, toY)
        if (over !== null && finishes(line, attempt, startX, startY, toX, toY, over))
          found.push({ startSeconds: attempt.startSeconds, endSeconds: secondsAt(track, i, into + over * (1 - into)) })
        else if (advances(line, attempt, startX, startY, toX, toY)) attempts = withNew(attempts, attempt)
      }
      fromX = toX
      fromY = toY
    }
  }
  return { crossings: oncePerEnd(found), attempts }
}

export const planeX = (line: SegmentLine, longitude: number): number =>
  shortLongitude(longitude - line.longitude) * line.longitudeMeters
export const planeY = (line: SegmentLine, latitude: number): number => (latitude - line.latitude) * DEGREE_METERS

const secondsAt = ({ timeSeconds }: Track, i: number, share: number): number =>
  at(timeSeconds, i) + share * (at(timeSeconds, i + 1) - at(timeSeconds, i))

/** Whether an attempt that crosses the end gate at `share` of the way between two positions has completed the segment. */
function finishes(
  line: SegmentLine,
  attempt: Attempt,
  fromX: number,
  fromY: number,
  toX: number,
  toY: number,
  share: number,
): boolean {
  const place = { ...attempt }
  const isOn = advances(line, place, fromX, fromY, fromX + share * (toX - fromX), fromY + share * (toY - fromY))
  return isOn && place.path >= SHORTEST_SHARE * line.lengthMeters && place.farthest >= COVERED_SHARE * line.lengthMeters
}

/** Advances an attempt to the next position. Returns false when it has left the segment. */
export function advances(line: SegmentLine, attempt: Attempt, fromX: number, fromY: number, toX: number, toY: number): boolean {
  const [stepX, stepY] = [toX - fromX, toY - fromY]
  const step = Math.sqrt(stepX ** 2 + stepY ** 2)
  attempt.path += step
  return attempt.path <= LONGEST_SHARE * line.lengthMeters && locate(line, attempt, toX, toY, stepX, stepY, step)
}

/** Locates a position on the line, near the end of the step to it. Returns false when it is off the line or has gone back too far. */
function locate(
  { x, y, along }: SegmentLine,
  attempt: Attempt,
  px: number,
  py: number,
  stepX: number,
  stepY: number,
  step: number,
): boolean {
  const expected = attempt.progress + step
  const from = attempt.farthest - 2 * BACKWARD_METERS
  const to = expected + (AHEAD_STEPS - 1) * step + AHEAD_METERS
  let piece = attempt.piece
  while (piece > 1 && at(along, piece - 1) > from) piece--
  let least = Number.POSITIVE_INFINITY
  let progress = 0
  for (; piece < along.length && at(along, piece - 1) <= to; piece++) {
    const [ax, ay] = [at(x, piece - 1), at(y, piece - 1)]
    const [dx, dy] = [at(x, piece) - ax, at(y, piece) - ay]
    const square = dx * dx + dy * dy
    const share = square === 0 ? 0 : Math.min(1, Math.max(0, ((px - ax) * dx + (py - ay) * dy) / square))
    const away = (px - ax - share * dx) ** 2 + (py - ay - share * dy) ** 2
    if (away > CORRIDOR_METERS ** 2) continue
    const length = at(along, piece) - at(along, piece - 1)
    const here = at(along, piece - 1) + share * length
    const against = length > 0 ? Math.max(0, -(stepX * dx + stepY * dy)) / length : 0
    const cost = away + (ALONG_WEIGHT * (here - expected)) ** 2 + (AGAINST_WEIGHT * against) ** 2
    if (cost >= least) continue
    least = cost
    progress = here
    attempt.piece = piece
  }
  if (least === Number.POSITIVE_INFINITY || progress < attempt.farthest - BACKWARD_METERS) return false
  attempt.progress = progress
  attempt.farthest = Math.max(attempt.farthest, progress)
  return true
}

function withNew(attempts: readonly Attempt[], attempt: Attempt): Attempt[] {
  const older = attempts.filter(({ farthest }) => farthest > BACKWARD_METERS)
  return older.length < MOST_ATTEMPTS ? [...older, attempt] : older
}

/** Two attempts that end at the same moment count once, from the later start. */
function oncePerEnd(found: readonly SegmentCrossing[]): SegmentCrossing[] {
  const byEnd = new Map<number, SegmentCrossing>()
  for (const passage of found) {
    const other = byEnd.get(passage.endSeconds)
    if (other === undefined || other.startSeconds < passage.startSeconds) byEnd.set(passage.endSeconds, passage)
  }
  return [...byEnd.values()]
}
