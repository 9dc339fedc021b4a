import { at, type Span } from '../recording.ts'

const GAP_SECONDS = 10
const GAP_MEDIANS = 10
/** A gap without a timer event: the device was off, and resampling to seconds must not cover it. */
const DEAD_SECONDS = 6 * 3600

/**
 * Returns the pauses of a recording: its timer stops or, when the file has no timer events, every gap of more than 10 s that is
 * also more than ten median intervals. Sparse samples while the timer runs are not a pause.
 */
export function findPauses(timeSeconds: Float64Array, stops: readonly Span[], hasTimerEvents: boolean): Span[] {
  const last = timeSeconds.length - 1
  const end = timeSeconds.length > 0 ? at(timeSeconds, last) : 0
  const least = hasTimerEvents ? DEAD_SECONDS : Math.max(GAP_SECONDS, GAP_MEDIANS * medianInterval(timeSeconds))
  const spans = stops.map((stop) => ({
    startSeconds: Math.max(0, stop.startSeconds),
    endSeconds: Math.min(end, stop.endSeconds),
  }))
  for (let i = 0; i < last; i++)
    if (at(timeSeconds, i + 1) - at(timeSeconds, i) > least)
      spans.push({ startSeconds: at(timeSeconds, i), endSeconds: at(timeSeconds, i + 1) })
  return union(spans.filter((span) => span.endSeconds > span.startSeconds))
}

export function medianInterval(timeSeconds: Float64Array): number {
  if (timeSeconds.length < 2) return 0
  const intervals = timeSeconds
    .subarray(1)
    .map((time, i) => time - at(timeSeconds, i))
    .sort()
  const half = intervals.length >> 1
  return intervals.length % 2 === 1 ? at(intervals, half) : (at(intervals, half - 1) + at(intervals, half)) / 2
}

function union(spans: readonly Span[]): Span[] {
  const joined: Span[] = []
  for (const span of [...spans].sort((a, b) => a.startSeconds - b.startSeconds)) {
    const previous = joined.at(-1)
    if (previous && span.startSeconds <= previous.endSeconds)
      joined[joined.length - 1] = {
        startSeconds: previous.startSeconds,
        endSeconds: Math.max(previous.endSeconds, span.endSeconds),
      }
    else joined.push(span)
  }
  return joined
}
