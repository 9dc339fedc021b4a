import { momentsOf, neededMoments, samplesOfParts, type TimedPart, withMoments } from '../parse/moments.ts'
import {
  failure,
  noPossibleDate,
  type ParseLimits,
  type ParseResult,
  tooManyRecordings,
  tooManySamples,
} from '../parse/parse-result.ts'
import { findPauses } from '../parse/pauses.ts'
import { finishSamples } from '../parse/samples.ts'
import { impossibleDates, type Warning, withoutTime } from '../parse/warning.ts'
import { at, type DeviceTotals, NO_TOTALS, type Recording, type Span } from '../recording.ts'
import { fitSport } from '../sports.ts'
import { onPlatform } from '../virtual-platforms.ts'
import { decodeFit, type FitContent, fitTimeMs, type KeptMessage, MESSAGE } from './decode-fit.ts'
import { withMendedClock } from './fit-clock.ts'
import { deviceName } from './fit-devices.ts'
import { deviceLaps, withLapStarts } from './fit-laps.ts'
import { distanceBefore, fitLegs, type Leg, rowsOf } from './fit-legs.ts'
import { type FitMessage, numberOf, scaled } from './fit-message.ts'
import { fitLengths, legLengths, legPool, type TimedLength } from './fit-pool.ts'
import { mergeBeats } from './stored-heart-rate.ts'
import { datedRecords } from './undated-records.ts'

const ACTIVITY_FILE = 4
const EVENT = { event: 0, type: 1 } as const
const TIMER = 0
const STARTS: ReadonlySet<number> = new Set([0])
/** stop, stop_all, stop_disable, stop_disable_all */
const STOPS: ReadonlySet<number> = new Set([1, 4, 8, 9])

/**
 * Parses a FIT activity into one recording for each session, without transitions. Errors: NOT_A_RECORDING, EMPTY_RECORDING,
 * CORRUPT_FILE, TOO_LARGE.
 */
export function parseFit(bytes: Uint8Array, limits: ParseLimits): ParseResult {
  const content = withLapStarts(withMendedClock(withUndated(decodeFit(bytes, limits))))
  if (content.tooManySamples) return tooManySamples(limits)
  mergeBeats(content.table, content.beats)
  const types = all(content, MESSAGE.fileId).map((message) => numberOf(message.fields, 0))
  const stated = types.find((type) => type !== undefined)
  if (content.table.count === 0 && stated !== undefined && !types.includes(ACTIVITY_FILE))
    return failure('NOT_A_RECORDING', 'The file holds settings, a plan or measurements of another kind, not an activity.')

  const warnings = [...content.warnings]
  const legs = fitLegs(content)
  // Each leg scans every sample, so the number of legs is limited.
  if (legs.length > limits.maxRecordings) return tooManyRecordings(limits)
  const parts = fitParts(content)
  const recordings = legs.flatMap((leg) => legRecording(content, parts, leg, limits, warnings) ?? [])
  if (recordings.length > 0) return { ok: true, format: 'FIT', recordings, warnings }
  if (content.isBroken || (stated === undefined && warnings.length > 0))
    return failure('CORRUPT_FILE', 'The file is broken before its first sample.')
  return content.table.count > 0 ? noPossibleDate() : failure('EMPTY_RECORDING', 'The activity holds no samples.')
}

/** The parts of a file beside its records. */
interface Parts {
  readonly lengths: readonly TimedLength[]
  readonly laps: readonly TimedPart[]
}

const partOf = (fields: FitMessage): TimedPart => ({
  startMs: fitTimeMs(numberOf(fields, 2)),
  elapsedSeconds: scaled(fields, 7, 1000),
  distanceMeters: scaled(fields, 9, 100),
})

const fitParts = (content: FitContent): Parts => ({
  lengths: fitLengths(content),
  laps: all(content, MESSAGE.lap).map(({ fields }) => partOf(fields)),
})

/** Returns the parts of one leg, and its session. */
const legParts = ({ lengths, laps }: Parts, leg: Leg) => ({
  lengths: legLengths(lengths, leg),
  laps: laps.filter(({ startMs }) => startMs >= leg.fromMs && startMs < leg.untilMs),
  session: leg.session ? [partOf(leg.session)] : [],
})

/** When no record has a timestamp, dates the records from the rest of the file. When some have one, drops the others. */
function withUndated(content: FitContent): FitContent {
  const { table, undated, warnings } = content
  if (undated.count === 0) return content
  const [leg, ...others] = table.count === 0 ? fitLegs(content) : []
  if (leg && others.length === 0) {
    const { lengths, laps, session } = legParts(fitParts(content), leg)
    const dated = datedRecords(undated, [lengths.filter((length) => !length.isRest), lengths, laps, session])
    if (dated) return { ...content, table: dated }
  }
  return { ...content, warnings: [...warnings, withoutTime(undated.count, 'samples')] }
}

const all = (content: FitContent, message: number): readonly KeptMessage[] => content.messages.get(message) ?? []

function legRecording(content: FitContent, parts: Parts, leg: Leg, limits: ParseLimits, warnings: Warning[]): Recording | null {
  const { lengths, laps, session } = legParts(parts, leg)
  const told = [...laps, ...session]
  const recorded = finishSamples(content.table, limits, rowsOf(content, leg)) ?? samplesOfParts([...lengths, ...told], limits)
  if (!recorded) return null
  const samples = withMoments(recorded, [...momentsOf(lengths), ...neededMoments(recorded, told)])
  if (samples.dropped > 0) warnings.push(impossibleDates(samples.dropped, 'samples'))
  const distance = samples.channels.distanceMeters
  const before = distance ? distanceBefore(content, leg.fromMs) : 0
  if (distance && before > 0) for (let i = 0; i < distance.length; i++) distance[i] = Math.max(0, at(distance, i) - before)
  const device = deviceName(
    all(content, MESSAGE.fileId)[0]?.fields,
    all(content, MESSAGE.deviceInfo).find((message) => numberOf(message.fields, 0) === 0)?.fields,
  )
  const { stops, hasTimerEvents } = timerStops(all(content, MESSAGE.event), samples.startedAtMs)
  const pauses = findPauses(samples.timeSeconds, stops, hasTimerEvents)
  const pool = legPool(leg, lengths, samples.startedAtMs)
  return {
    sport: onPlatform(fitSport(leg.sport, leg.subSport), device),
    startedAtMs: samples.startedAtMs,
    name: null,
    device,
    utcOffsetSeconds: utcOffsetSeconds(all(content, MESSAGE.activity)),
    sampleCount: samples.timeSeconds.length,
    timeSeconds: samples.timeSeconds,
    channels: samples.channels,
    pauses,
    hasTimerEvents,
    laps: deviceLaps(all(content, MESSAGE.lap), samples, leg, pauses),
    totals: leg.session ? totalsOf(leg.session) : NO_TOTALS,
    ...(pool && { pool }),
  }
}

/**
 * Returns each timer stop until the next start. A stop that no start follows is the end, not a pause. Even a single start shows
 * that the file has timer events.
 */
function timerStops(events: readonly KeptMessage[], startedAtMs: number): { stops: Span[]; hasTimerEvents: boolean } {
  const timer = events
    .filter((event) => numberOf(event.fields, EVENT.event) === TIMER && !Number.isNaN(event.timeMs))
    .map((event) => ({ seconds: (event.timeMs - startedAtMs) / 1000, type: numberOf(event.fields, EVENT.type) ?? -1 }))
    .sort((a, b) => a.seconds - b.seconds)
  const stops: Span[] = []
  let stoppedAt: number | null = null
  for (const { seconds, type } of timer) {
    if (STOPS.has(type)) stoppedAt ??= seconds
    else if (STARTS.has(type) && stoppedAt !== null) {
      stops.push({ startSeconds: stoppedAt, endSeconds: seconds })
      stoppedAt = null
    }
  }
  return { stops, hasTimerEvents: timer.length > 0 }
}

/**
 * Returns the local time minus UTC from the activity message, rounded to a quarter of an hour; null when it is not near a real
 * offset.
 */
function utcOffsetSeconds(activities: readonly KeptMessage[]): number | null {
  for (const { fields, timeMs } of activities) {
    const offset = (fitTimeMs(numberOf(fields, 5)) - timeMs) / 1000
    const quarter = Math.round(offset / 900) * 900
    if (Math.abs(offset - quarter) <= 60 && quarter >= -12 * 3600 && quarter <= 14 * 3600) return quarter + 0
  }
  return null
}

const totalsOf = (session: FitMessage): DeviceTotals => ({
  elapsedSeconds: scaled(session, 7, 1000),
  timerSeconds: scaled(session, 8, 1000),
  distanceMeters: scaled(session, 9, 100),
  ascentMeters: scaled(session, 22, 1),
  descentMeters: scaled(session, 23, 1),
})
