import type { Span } from '../recording.ts'

/** A lap as the file states it. */
export interface WrittenLap {
  /** Seconds from the first sample. */
  readonly startSeconds: number
  /** Including pauses. */
  readonly elapsedSeconds: number | null
  /** Without pauses. */
  readonly timerSeconds: number | null
  /** The earliest possible end from another source, in seconds from the first sample; null when there is none. */
  readonly leastEndSeconds: number | null
}
export interface LapSpan extends Span {
  /** The device's own value; null when the device left pauses out of it. */
  readonly elapsedSeconds: number | null
}

/** Laps with a smaller gap are adjacent: devices round to whole seconds. */
const TOUCH_SECONDS = 2

/**
 * Returns the span of each lap, in the order of `laps`, which is by start: its own start and its own duration, so laps need not
 * be adjacent and the last one need not reach the end. A lap without a duration lasts until the next one begins. No lap extends
 * beyond the recording (`end`).
 */
export function lapSpans(laps: readonly WrittenLap[], pauses: readonly Span[], end: number): LapSpan[] {
  const clip = (seconds: number): number => Math.min(end, Math.max(0, seconds))
  return laps.map((lap, i) => {
    const next = laps[i + 1]?.startSeconds ?? end
    const { endSeconds, isWithoutPauses } = ownEnd(lap, pauses, next)
    return {
      startSeconds: clip(lap.startSeconds),
      endSeconds: clip(touches(endSeconds, next) ? next : Math.max(lap.startSeconds, endSeconds)),
      elapsedSeconds: isWithoutPauses ? null : lap.elapsedSeconds,
    }
  })
}

const touches = (one: number, other: number): boolean => Math.abs(one - other) <= TOUCH_SECONDS

function ownEnd(lap: WrittenLap, pauses: readonly Span[], next: number): { endSeconds: number; isWithoutPauses: boolean } {
  const { startSeconds, elapsedSeconds, timerSeconds, leastEndSeconds } = lap
  if (elapsedSeconds !== null && (elapsedSeconds > 0 || !timerSeconds)) {
    const endSeconds = startSeconds + elapsedSeconds
    // Some devices write the timer's seconds as the elapsed seconds too.
    const isTimer = timerSeconds !== null && touches(elapsedSeconds, timerSeconds)
    const later = isTimer ? afterRunning(startSeconds, elapsedSeconds, pauses) : endSeconds
    if (!touches(endSeconds, next) && later > endSeconds && touches(later, next))
      return { endSeconds: next, isWithoutPauses: true }
    return { endSeconds, isWithoutPauses: false }
  }
  if (!timerSeconds) return { endSeconds: Math.max(next, startSeconds), isWithoutPauses: true }
  const running = Math.max(afterRunning(startSeconds, timerSeconds, pauses), leastEndSeconds ?? startSeconds)
  return { endSeconds: Math.min(running, Math.max(next, startSeconds)), isWithoutPauses: true }
}

/** Returns the moment when the timer has run this long, which pauses delay. A pause that begins exactly then does not count. */
function afterRunning(startSeconds: number, timerSeconds: number, pauses: readonly Span[]): number {
  let until = startSeconds + timerSeconds
  for (let i = firstEndingAfter(pauses, startSeconds); i < pauses.length; i++) {
    const pause = pauses[i] as Span
    if (pause.startSeconds >= until - TOUCH_SECONDS) break
    until += pause.endSeconds - Math.max(startSeconds, pause.startSeconds)
  }
  return until
}

function firstEndingAfter(pauses: readonly Span[], seconds: number): number {
  let low = 0
  let high = pauses.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((pauses[middle] as Span).endSeconds > seconds) high = middle
    else low = middle + 1
  }
  return low
}
