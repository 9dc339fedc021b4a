import { parentPort } from 'node:worker_threads'
import {
  areasOf,
  cellsAlong,
  chunkSamples,
  cropRecording,
  fingerprint,
  hidesPlaces,
  type Measurement,
  measure,
  measureVisible,
  type ParseFailure,
  type ParseSuccess,
  type PrivacyRules,
  parseRecording,
  prepareTrack,
  propulsionQuestion,
  type Recording,
  type Span,
  sampleColumns,
  type Warning,
} from '@gruppetto/recordings'
import { summaryOf } from '../domain/activity-summary.ts'
import { buildLeg, canStoreLegs, type MeasuredFile, type MeasuredLeg, type MeasuredRecording } from '../domain/measured-leg.ts'
import { asksForPropulsion } from '../domain/propulsion.ts'
import type { Correction, ThreadReply, ThreadRequest } from './recording-pool.ts'

/**
 * A device whose clock is up to a day ahead has the wrong time zone. A recording from further in the future has a wrong clock and
 * is refused.
 */
const CLOCK_SLACK_MS = 86_400_000

const TOO_MANY_PIECES: ParseFailure = {
  ok: false,
  code: 'TOO_LARGE',
  message: 'The recording has more laps, lengths, splits and pauses than can be kept.',
}
/** Nobody reads more of them. */
const MAX_WARNINGS = 20

const NOTHING_LEFT: ParseFailure = {
  ok: false,
  code: 'EMPTY_RECORDING',
  message: 'Fewer than two samples lie in this part of the recording.',
}

interface Measured {
  readonly ok: true
  readonly leg: MeasuredLeg
  readonly warnings: readonly Warning[]
}

const legOf = (recording: Recording, measured: Measurement, rules: PrivacyRules): MeasuredLeg => {
  const columns = sampleColumns(recording, measured)
  const visible = hidesPlaces(rules) ? measureVisible(columns, rules, recording) : null
  const shown = { rules, summary: visible && summaryOf(visible) }
  return buildLeg(recording, measured, {
    fingerprint: fingerprint(recording, measured),
    chunks: chunkSamples(recording, measured),
    areas: areasOf(cellsAlong(prepareTrack(columns))),
    shown,
    propulsion: asksForPropulsion(recording.sport, measured.evidence) ? propulsionQuestion(columns) : null,
  })
}

/**
 * Measures a recording, or a part of it. What tells whether two recordings are the same one stays that of the whole, since another file of
 * it has all of it.
 */
const measureOne = (recording: Recording, rules: PrivacyRules, crop: Span | null): Measured | ParseFailure => {
  const measured = measure(recording)
  const { warnings } = measured
  if (crop === null) return { ok: true, leg: legOf(recording, measured, rules), warnings }
  const part = cropRecording(recording, measured, crop)
  if (part === null) return NOTHING_LEFT
  const leg = legOf(part, measure(part), rules)
  const evidence = { ...leg.evidence, trackKey: measured.evidence.trackKey }
  return { ok: true, leg: { ...leg, fingerprint: fingerprint(recording, measured), evidence }, warnings }
}

const measureFile = (parsed: ParseSuccess, rules: PrivacyRules, correction: Correction | null): MeasuredFile | ParseFailure => {
  const legs: MeasuredLeg[] = []
  const warnings = [...parsed.warnings]
  for (const [index, recording] of parsed.recordings.entries()) {
    const { sport, crop } = correction?.index === index ? correction : { sport: recording.sport, crop: null }
    const measured = measureOne({ ...recording, sport }, rules, crop)
    if (!measured.ok) return measured
    legs.push(measured.leg)
    warnings.push(...measured.warnings)
    // Checked before the next one is measured, since together they may need more memory than there is.
    if (!canStoreLegs(legs)) return TOO_MANY_PIECES
  }
  return { ok: true, format: parsed.format, warnings: warnings.slice(0, MAX_WARNINGS), legs }
}

const measureLive = (recording: Recording, rules: PrivacyRules, crop: Span | null): MeasuredRecording | ParseFailure => {
  const measured = measureOne(recording, rules, crop)
  if (!measured.ok) return measured
  return canStoreLegs([measured.leg]) ? { ok: true, leg: measured.leg } : TOO_MANY_PIECES
}

const answer = (request: ThreadRequest): ThreadReply => {
  if (request.task === 'measure-recording') {
    const { recording, rules, crop } = request
    return { ok: true, result: measureLive(recording, rules, crop) }
  }
  if (request.task === 'measure-visible') {
    const visible = measureVisible(request.columns, request.rules, request.subject)
    return { ok: true, result: { ok: true, shown: visible && summaryOf(visible) } }
  }
  const { bytes, fileName, rules, correction, limits, nowMs } = request
  const parsed = parseRecording(bytes, { fileName, limits: { latestMs: nowMs + CLOCK_SLACK_MS, ...limits } })
  return { ok: true, result: parsed.ok ? measureFile(parsed, rules, correction) : parsed }
}

parentPort?.on('message', (request: ThreadRequest) => {
  try {
    parentPort?.postMessage(answer(request))
  } catch (error) {
    parentPort?.postMessage({ ok: false, message: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
})
