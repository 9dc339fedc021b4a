import { lapSpans } from '../parse/lap-spans.ts'
import type { Samples } from '../parse/samples.ts'
import { at, type DeviceLap, type Span } from '../recording.ts'
import { type FitContent, fitTimeMs, fitTimeSeconds, type KeptMessage, MESSAGE } from './decode-fit.ts'
import type { Leg } from './fit-legs.ts'
import { type FitMessage, numberOf, scaled } from './fit-message.ts'

const LAP = { startTime: 2, elapsed: 7, timer: 8, distance: 9, ascent: 21, descent: 22, timestamp: 253 } as const
const NEAR_MS = 2000

const startOf = (fields: FitMessage): number => fitTimeMs(numberOf(fields, LAP.startTime))
const writtenOf = (fields: FitMessage): number => fitTimeMs(numberOf(fields, LAP.timestamp))
const millisecondsOf = (fields: FitMessage): number => numberOf(fields, LAP.elapsed) ?? numberOf(fields, LAP.timer) ?? Number.NaN

/**
 * Sets a start time for each lap that has none or an impossible one (one that several laps share, or one far from all samples).
 * The new start is the time when the lap was written minus its duration; when all laps were written at the same time, it is the
 * end of the lap before.
 */
export function withLapStarts(content: FitContent): FitContent {
  const laps = content.messages.get(MESSAGE.lap) ?? []
  const isNonsense = nonsenseStarts(content, laps)
  if (!laps.some(({ fields }) => isNonsense(fields))) return content
  const writtenAt = counted(laps.map(({ fields }) => writtenOf(fields)))
  let endMs = firstSampleMs(content)
  const mended = laps.map((lap) => {
    const lasted = millisecondsOf(lap.fields)
    // A lap with neither a start nor a duration is useless.
    if (Number.isNaN(lasted)) return lap
    const writtenMs = writtenOf(lap.fields)
    const stated = isNonsense(lap.fields) ? Number.NaN : startOf(lap.fields)
    const startMs = !Number.isNaN(stated) ? stated : writtenAt.get(writtenMs) === 1 ? writtenMs - lasted : endMs
    endMs = startMs + lasted
    if (startMs === stated) return lap
    return { ...lap, fields: new Map(lap.fields).set(LAP.startTime, fitTimeSeconds(startMs)) }
  })
  return { ...content, messages: new Map(content.messages).set(MESSAGE.lap, mended) }
}

/**
 * Returns a test for impossible start times. When several laps share a start, it is right for the lap whose end it agrees with,
 * since laps may be nested.
 */
function nonsenseStarts({ table }: FitContent, laps: readonly KeptMessage[]): (fields: FitMessage) => boolean {
  const shared = counted(laps.map(({ fields }) => startOf(fields)))
  let least = Number.POSITIVE_INFINITY
  let most = Number.NEGATIVE_INFINITY
  for (let row = 0; row < table.count; row++) {
    least = Math.min(least, at(table.timeMs, row) || least)
    most = Math.max(most, at(table.timeMs, row) || most)
  }
  return (fields) => {
    const startMs = startOf(fields)
    if (Number.isNaN(startMs)) return true
    const lasted = millisecondsOf(fields) || 0
    const writtenMs = writtenOf(fields)
    // A lap that was written during the recording must lie within it.
    const isAway = startMs > most || startMs + lasted < least
    if (isAway) return writtenMs >= least && writtenMs - lasted <= most
    return (shared.get(startMs) ?? 0) > 1 && lasted > 0 && Math.abs(startMs + lasted - writtenMs) > NEAR_MS
  }
}

function firstSampleMs({ table }: FitContent): number {
  for (let row = 0; row < table.count; row++) if (!Number.isNaN(at(table.timeMs, row))) return at(table.timeMs, row)
  return Number.NaN
}

function counted(values: readonly number[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

/** Returns the laps that begin within the leg, each with its own span. */
export function deviceLaps(
  messages: readonly KeptMessage[],
  samples: Samples,
  leg: Pick<Leg, 'fromMs' | 'untilMs'>,
  pauses: readonly Span[],
): DeviceLap[] {
  const end = at(samples.timeSeconds, samples.timeSeconds.length - 1)
  const laps = messages
    .map(({ fields }) => ({ fields, startMs: startOf(fields) }))
    .filter(({ startMs }) => startMs >= leg.fromMs && startMs < leg.untilMs && (startMs - samples.startedAtMs) / 1000 <= end)
    .sort((a, b) => a.startMs - b.startMs)
  const written = laps.map(({ fields, startMs }) => ({
    startSeconds: (startMs - samples.startedAtMs) / 1000,
    elapsedSeconds: scaled(fields, LAP.elapsed, 1000),
    timerSeconds: scaled(fields, LAP.timer, 1000),
    leastEndSeconds: null,
  }))
  return lapSpans(written, pauses, end).map((span, i) => {
    const { fields } = laps[i] as (typeof laps)[number]
    return {
      ...span,
      timerSeconds: scaled(fields, LAP.timer, 1000),
      distanceMeters: scaled(fields, LAP.distance, 100),
      ascentMeters: scaled(fields, LAP.ascent, 1),
      descentMeters: scaled(fields, LAP.descent, 1),
    }
  })
}
