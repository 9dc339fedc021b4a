import { parentPort } from 'node:worker_threads'
import { chunkSamples, fingerprint, measure, type ParseSuccess, parseRecording, type Recording } from '@gruppetto/recordings'
import { type MeasuredFile, type MeasuredLeg, measuredLeg } from '../domain/measured-leg.ts'
import type { ThreadReply, ThreadRequest } from './recording-pool.ts'

/** A device a day ahead of us is in another zone and says so badly; one further ahead has no clock, and nothing of the future is an activity. */
const CLOCK_SLACK_MS = 86_400_000

const measureOne = (recording: Recording): { leg: MeasuredLeg; warnings: readonly string[] } => {
  const measured = measure(recording)
  const leg = measuredLeg(recording, measured, fingerprint(recording, measured), chunkSamples(recording, measured))
  return { leg, warnings: measured.warnings }
}

const measureFile = (parsed: ParseSuccess): MeasuredFile => {
  const measured = parsed.recordings.map(measureOne)
  return {
    ok: true,
    format: parsed.format,
    warnings: [...parsed.warnings, ...measured.flatMap(({ warnings }) => warnings)],
    legs: measured.map(({ leg }) => leg),
  }
}

const answer = (request: ThreadRequest): ThreadReply => {
  if (request.task === 'measure-recording') return { ok: true, result: { ok: true, leg: measureOne(request.recording).leg } }
  const { bytes, fileName, limits, nowMs } = request
  const parsed = parseRecording(bytes, { fileName, limits: { latestMs: nowMs + CLOCK_SLACK_MS, ...limits } })
  return { ok: true, result: parsed.ok ? measureFile(parsed) : parsed }
}

parentPort?.on('message', (request: ThreadRequest) => {
  try {
    parentPort?.postMessage(answer(request))
  } catch (error) {
    parentPort?.postMessage({ ok: false, message: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
})
