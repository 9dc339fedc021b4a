import { type ClockChange, clockWarnings, mendClock, shiftAt, type WhatIsTold } from '../parse/mend-clock.ts'
import { dropStrayDates } from '../parse/stray-dates.ts'
import { type FitContent, fitTimeMs, fitTimeSeconds, type KeptMessage, MESSAGE } from './decode-fit.ts'
import { numberOf } from './fit-message.ts'

const FIELD = { startTime: 2, elapsed: 7, lengthElapsed: 3, timestamp: 253 } as const
const TIMER_EVENT = 0
/** Devices round to whole seconds. */
const ROUNDED_MS = 2000
const START = 0

/** Returns the total elapsed time of the sessions as the device counted it; null when a session does not have one. */
function toldElapsed({ messages }: FitContent): number | null {
  const sessions = (messages.get(MESSAGE.session) ?? []).map(({ fields }) => numberOf(fields, FIELD.elapsed))
  const sum = sessions.reduce<number>((ms, each) => ms + (each ?? Number.NaN), 0)
  return sessions.length > 0 && !Number.isNaN(sum) ? sum : null
}

/** Returns whether the timer was paused when a row was written. */
function pausedAt({ messages }: FitContent): WhatIsTold['isPausedAt'] {
  const timers = (messages.get(MESSAGE.event) ?? []).filter(({ fields }) => numberOf(fields, 0) === TIMER_EVENT)
  const isStop = (timer: KeptMessage | undefined): boolean => timer !== undefined && numberOf(timer.fields, 1) !== START
  return (row) => {
    let [low, high] = [0, timers.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((timers[middle] as KeptMessage).rows <= row) low = middle + 1
      else high = middle
    }
    // A timer stop that was written between the two rows of a gap explains the gap.
    let last = low - 1
    for (; last >= 0 && timers[last]?.rows === row; last--) if (isStop(timers[last])) return true
    return isStop(timers[last])
  }
}

/** The longest list of legs that is checked for gaps between sessions. (The start of the later leg marks the gap.) */
const MOST_LEGS = 50
function betweenLegs({ messages }: FitContent): WhatIsTold['isBetweenLegs'] {
  const starts = (messages.get(MESSAGE.session) ?? []).map(({ fields }) => fitTimeMs(numberOf(fields, FIELD.startTime)))
  if (starts.length < 2) return () => false
  const later = starts.sort((a, b) => a - b).slice(1, MOST_LEGS)
  return (fromMs, untilMs) => later.some((start) => start > fromMs && start <= untilMs + ROUNDED_MS)
}

/**
 * Repairs a file whose clock was wrong for a while. A few stray records lose their timestamp. When the clock was set during the
 * recording, the samples, laps, timer events, lengths and sessions before it are shifted together.
 */
export function withMendedClock(content: FitContent): FitContent {
  dropStrayDates(content.table)
  const changes = mendClock(content.table, {
    elapsedMs: toldElapsed(content),
    isPausedAt: pausedAt(content),
    isBetweenLegs: betweenLegs(content),
  })
  if (changes.length === 0) return content
  const messages = new Map<number, readonly KeptMessage[]>()
  for (const [kind, kept] of content.messages)
    messages.set(
      kind,
      kept.map((message) => corrected(message, kind, changes)),
    )
  return { ...content, messages, warnings: [...content.warnings, ...clockWarnings(changes)] }
}

function corrected(message: KeptMessage, kind: number, changes: readonly ClockChange[]): KeptMessage {
  const shift = shiftAt(changes, message.rows, message.timeMs)
  const fields = new Map(message.fields)
  const stamp = fitTimeMs(numberOf(fields, FIELD.timestamp))
  if (!Number.isNaN(stamp)) fields.set(FIELD.timestamp, fitTimeSeconds(stamp + shift))
  const start = fitTimeMs(numberOf(fields, FIELD.startTime))
  if (START_KINDS.has(kind) && !Number.isNaN(start)) {
    const lasted = numberOf(fields, kind === MESSAGE.length ? FIELD.lengthElapsed : FIELD.elapsed)
    fields.set(FIELD.startTime, fitTimeSeconds(start + startShift(start, lasted, stamp + shift, shift, changes)))
  }
  return { ...message, fields, timeMs: message.timeMs + shift }
}

const START_KINDS: ReadonlySet<number> = new Set([MESSAGE.session, MESSAGE.lap, MESSAGE.length])

/**
 * A start time may come from the clock before the change although the message was written after it. Then the shifted start agrees
 * with the end and the duration.
 */
function startShift(
  start: number,
  lasted: number | undefined,
  endMs: number,
  own: number,
  changes: readonly ClockChange[],
): number {
  if (lasted === undefined || Number.isNaN(endMs)) return own
  let best = own
  let shift = 0
  const off = (candidate: number): number => Math.abs(start + candidate + lasted - endMs)
  for (const change of [...changes].reverse()) {
    shift += change.shiftMs
    if (off(shift) < off(best)) best = shift
  }
  return off(0) < off(best) ? 0 : best
}
