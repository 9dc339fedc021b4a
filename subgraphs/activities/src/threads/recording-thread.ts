import { parentPort } from 'node:worker_threads'
import {
  areasOf,
  cellsAlong,
  chunkSamples,
  fingerprint,
  hidesPlaces,
  measure,
  measureVisible,
  type ParseFailure,
  type ParseSuccess,
  type PrivacyRules,
  parseRecording,
  prepareTrack,
  propulsionQuestion,
  type Recording,
  sampleColumns,
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

const measureOne = (recording: Recording, rules: PrivacyRules): { leg: MeasuredLeg; warnings: readonly string[] } => {
  const measured = measure(recording)
  const columns = sampleColumns(recording, measured)
  const visible = hidesPlaces(rules) ? measureVisible(columns, rules, recording) : null
  const shown = { rules, summary: visible && summaryOf(visible) }
  const leg = buildLeg(recording, measured, {
    fingerprint: fingerprint(recording, measured),
    chunks: chunkSamples(recording, measured),
    areas: areasOf(cellsAlong(prepareTrack(columns))),
    shown,
    propulsion: asksForPropulsion(recording.sport, measured.evidence) ? propulsionQuestion(columns) : null,
  })
  return { leg, warnings: measured.warnings }
}

const measureFile = (parsed: ParseSuccess, rules: PrivacyRules, correction: Correction | null): MeasuredFile | ParseFailure => {
  const legs: MeasuredLeg[] = []
  const warnings = [...parsed.warnings]
  for (const [index, recording] of parsed.recordings.entries()) {
    const sport = correction?.index === index ? correction.sport : recording.sport
    const measured = measureOne({ ...recording, sport }, rules)
    legs.push(measured.leg)
    warnings.push(...measured.warnings)
    // Checked before the next one is measured, since together they may need more memory than there is.
    if (!canStoreLegs(legs)) return TOO_MANY_PIECES
  }
  return { ok: true, format: parsed.format, warnings: warnings.slice(0, MAX_WARNINGS), legs }
}

const measureLive = (recording: Recording, rules: PrivacyRules): MeasuredRecording | ParseFailure => {
  const { leg } = measureOne(recording, rules)
  return canStoreLegs([leg]) ? { ok: true, leg } : TOO_MANY_PIECES
}

const answer = (request: ThreadRequest): ThreadReply => {
  if (request.task === 'measure-recording') return { ok: true, result: measureLive(request.recording, request.rules) }
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
