import type { Span } from '../recording.ts'

/** A lap as a file has it. */
export interface WrittenLap {
  /** From the first sample. */
  readonly startSeconds: number
  /** Pauses counted. */
  readonly elapsedSeconds: number | null
  /** Pauses left out. */
  readonly timerSeconds: number | null
  /** Where its end is known in another way: from the first sample. */
  readonly leastEndSeconds: number | null
}
export interface LapSpan extends Span {
  /** The device's own word, null where that left pauses out. */
  readonly elapsedSeconds: number | null
}

/** Laps that miss each other by less than this touch: devices round to whole seconds. */
const TOUCH_SECONDS = 2

/**
 * The span of each lap, in order of `laps`, which rise by their starts: its own start and its own seconds, so that laps need not touch and the last one
 * need not reach the end. A lap that says no seconds lasts until the next begins. None reaches beyond the recording (`end`).
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
    // Some devices write the timer's seconds as the elapsed ones, too.
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

/** The moment until which the timer has run for so long, which pauses put off. A pause that begins only then is not waited for. */
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
