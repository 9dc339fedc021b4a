import { DEGREE_METERS, shortLongitude } from '../geometry/distance.ts'
import { at } from '../recording.ts'
import { crossing, leaving, type SegmentLine } from './segment-line.ts'
import { BLOCK, isNear, type Track } from './track.ts'

/** One passage over a segment; seconds from the recording's first sample, interpolated between samples. */
export interface SegmentCrossing {
  readonly startSeconds: number
  readonly endSeconds: number
}

const CORRIDOR_METERS = 30
/** Progress may fall by this much and no more. */
const BACKWARD_METERS = 50
const COVERED_SHARE = 0.95
const SHORTEST_SHARE = 0.9
const LONGEST_SHARE = 1.1
/** How far ahead on the line a step is looked for: three times itself, for a bend that it cuts, and this much for a position that wanders. */
const AHEAD_METERS = 60
const AHEAD_STEPS = 3
/** What a metre along the line, beside where the step leads, weighs against a metre away from it. */
const ALONG_WEIGHT = 0.2
/**
 * What a metre of the step against the line weighs: tells the legs of a hairpin apart, which lie nearer to each other than a position is right.
 * Who really turns back goes against every piece alike.
 */
const AGAINST_WEIGHT = 4
/** Passages under way at once: a line that passes its own start so often is a riddle, not a segment. */
const MOST_ATTEMPTS = 32

/** A passage under way; plain JSON. */
export interface Attempt {
  readonly startSeconds: number
  /** Metres ridden since the start gate. */
  path: number
  /** The farthest progress on the line. */
  farthest: number
  progress: number
  /** The piece of the line that progress lies on. */
  piece: number
}

/**
 * Every passage of a track over a segment, in order of their ends: in through the start gate in the segment's direction, within 30 m of its
 * line with progress never falling by more than 50 m, out through the end gate, at least 95 % of the line covered by 0.9 to 1.1 of its length.
 * Who crosses the start gate again within the first 50 m starts anew. Blocks far from the start gate cost nothing while nobody is under way.
 */
export const matchSegment = (track: Track, line: SegmentLine): SegmentCrossing[] => passOver(track, line).crossings

/** What matchSegment finds, and what is still under way at the track's last position; `underWay` are those that were at its first. */
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

/** Whether an attempt that passes the end gate `share` of the way from one position to the next has ridden the segment. */
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

/** Moves an attempt on to the next position; false when it has left the segment. */
export function advances(line: SegmentLine, attempt: Attempt, fromX: number, fromY: number, toX: number, toY: number): boolean {
  const [stepX, stepY] = [toX - fromX, toY - fromY]
  const step = Math.sqrt(stepX ** 2 + stepY ** 2)
  attempt.path += step
  return attempt.path <= LONGEST_SHARE * line.lengthMeters && locate(line, attempt, toX, toY, stepX, stepY, step)
}

/** Finds a position on the line, near where the step to it leads; false when it is off the line or has gone back too far. */
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

/** Who started twice and came out once has ridden it once: from the later start. */
function oncePerEnd(found: readonly SegmentCrossing[]): SegmentCrossing[] {
  const byEnd = new Map<number, SegmentCrossing>()
  for (const passage of found) {
    const other = byEnd.get(passage.endSeconds)
    if (other === undefined || other.startSeconds < passage.startSeconds) byEnd.set(passage.endSeconds, passage)
  }
  return [...byEnd.values()]
}
