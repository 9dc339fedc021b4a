import { parentPort } from 'node:worker_threads'
import { chunkSamples, fingerprint, measure, type ParseSuccess, parseRecording } from '@gruppetto/recordings'
import { type MeasuredFile, type MeasuredLeg, measuredLeg } from '../domain/measured-leg.ts'
import type { ThreadReply, ThreadRequest } from './recording-pool.ts'

const measureFile = (parsed: ParseSuccess): MeasuredFile => {
  const warnings = [...parsed.warnings]
  const legs: MeasuredLeg[] = []
  for (const recording of parsed.recordings) {
    const measured = measure(recording)
    warnings.push(...measured.warnings)
    legs.push(measuredLeg(recording, measured, fingerprint(recording, measured), chunkSamples(recording, measured)))
  }
  return { ok: true, format: parsed.format, warnings, legs }
}

const answer = ({ task, bytes, fileName, limits }: ThreadRequest): ThreadReply => {
  const parsed = parseRecording(bytes, { fileName, limits })
  if (!parsed.ok) return { ok: true, result: parsed }
  if (task === 'measure') return { ok: true, result: measureFile(parsed) }
  return {
    ok: true,
    result: { ok: true, format: parsed.format, warnings: parsed.warnings, recordings: parsed.recordings.length },
  }
}

parentPort?.on('message', (request: ThreadRequest) => {
  try {
    parentPort?.postMessage(answer(request))
  } catch (error) {
    parentPort?.postMessage({ ok: false, message: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
})
