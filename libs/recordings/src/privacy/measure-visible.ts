import { type Measurement, measure } from '../measure/measure.ts'
import { at, CHANNELS, NO_TOTALS, type Recording, type Span } from '../recording.ts'
import type { SampleColumns } from '../store/chunks.ts'
import { type VisibleColumns, visibleColumns } from './visible-columns.ts'
import type { PrivacyRules } from './visible-ranges.ts'

/** The inputs for measuring the visible samples, beside the samples. */
export interface VisibleSubject {
  readonly sport: Recording['sport']
  readonly startedAtMs: number
  /** The timer stops of the whole recording, in its seconds. */
  readonly pauses: readonly Span[]
}

/**
 * Measures the visible part of a recording as if nothing else had been recorded. Hidden ranges count as pauses. `columns` must
 * contain all stored columns. Returns null when nothing is hidden, and when nothing is visible: then the sums of the whole cannot
 * be matched with any place.
 */
export function measureVisible(columns: SampleColumns, rules: PrivacyRules, subject: VisibleSubject): Measurement | null {
  const visible = visibleColumns(columns, rules)
  const { timeSeconds } = visible.columns
  if (!visible.isCut || !timeSeconds || timeSeconds.length === 0) return null
  const { sport, startedAtMs } = subject
  const channels = Object.fromEntries(
    CHANNELS.flatMap((name) => {
      const column = visible.columns[name]
      return column?.some((value) => !Number.isNaN(value)) ? [[name, column]] : []
    }),
  )
  return measure({
    sport,
    startedAtMs: startedAtMs + visible.sinceSeconds * 1000,
    name: null,
    device: null,
    utcOffsetSeconds: null,
    sampleCount: timeSeconds.length,
    timeSeconds,
    channels,
    pauses: pausesOf(visible, timeSeconds, subject.pauses),
    hasTimerEvents: true,
    laps: [],
    totals: NO_TOTALS,
  })
}

/** Returns the visible pauses and the hidden ranges on the clock of the visible part, in order and without overlap. */
function pausesOf({ gaps, sinceSeconds }: VisibleColumns, timeSeconds: Float64Array, pauses: readonly Span[]): readonly Span[] {
  const end = at(timeSeconds, timeSeconds.length - 1)
  const shown = pauses.map(({ startSeconds, endSeconds }) => ({
    startSeconds: Math.max(0, startSeconds - sinceSeconds),
    endSeconds: Math.min(end, endSeconds - sinceSeconds),
  }))
  const hidden = gaps.map((gap) => ({ startSeconds: at(timeSeconds, gap - 1), endSeconds: at(timeSeconds, gap) }))
  const joined: { startSeconds: number; endSeconds: number }[] = []
  for (const span of [...shown, ...hidden].sort((a, b) => a.startSeconds - b.startSeconds)) {
    if (span.endSeconds <= span.startSeconds) continue
    const before = joined.at(-1)
    if (before && span.startSeconds <= before.endSeconds) before.endSeconds = Math.max(before.endSeconds, span.endSeconds)
    else joined.push(span)
  }
  return joined
}
