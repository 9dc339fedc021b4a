import { LIVE_CHANNELS, liveRecording } from '@gruppetto/recordings'
import { pauseSpans } from '../domain/live-session.ts'
import type { MeasuredLeg } from '../domain/measured-leg.ts'
import type { RecordedActivity } from '../domain/replay.ts'
import { MAX_UPLOAD_BYTES, originalKey } from '../domain/upload.ts'
import type { Services } from '../services.ts'
import { readBytes } from './read-bytes.ts'

export type Original =
  | { readonly ok: true; readonly legs: readonly MeasuredLeg[] }
  | { readonly ok: false; readonly reason: string }

/** The parts of what an activity was made of. */
export type OriginalLegs = (activity: RecordedActivity) => Promise<Original>

const no = (reason: string): Original => ({ ok: false, reason })

const measureOriginal = async ({ stores, runtime, recordings }: Services, uploadId: string): Promise<Original> => {
  const upload = await stores.uploads.get(uploadId)
  if (upload === null || upload.sha256 === null) return no(`of its upload ${uploadId} nothing is known`)
  const key = originalKey(upload.sha256)
  if ((await runtime.objects.head(key)) === null) return no(`the original ${key} is missing`)
  const read = await readBytes(runtime.objects, key, MAX_UPLOAD_BYTES)
  if (!read.ok || read.sha256 !== upload.sha256) return no(`the original ${key} is not what it was`)
  // A fault of the measuring code is one of this file: it is told, and the others go on.
  const result = await recordings.measure(read.bytes, upload.fileName).catch((error: unknown) => ({
    ok: false as const,
    code: 'INTERNAL',
    message: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error),
  }))
  return result.ok
    ? { ok: true, legs: result.legs }
    : no(`the original ${key} can no longer be read: ${result.code}, ${result.message}`)
}

/**
 * A live session has no file, and its positions are kept for a day: it is measured from the samples that were made of them, with the pauses of the
 * session. So its distance stays what it was measured to be.
 */
const measureLive = async (
  { stores, recordings }: Services,
  { _id: activityId, athleteId, startedAt, samplesRevision }: RecordedActivity,
): Promise<Original> => {
  const session = await stores.liveSessions.ofActivity(athleteId, activityId)
  if (session === null || samplesRevision === null) return no('it was made of a live session of which nothing is known')
  const owner = { activityId, revision: samplesRevision }
  const [columns] = await stores.samples.readMany([owner], ['timeSeconds', ...LIVE_CHANNELS])
  const sinceStart = (startedAt.getTime() - session.startedAt.getTime()) / 1000
  const timeSeconds = (columns?.timeSeconds ?? new Float64Array()).map((seconds) => seconds + sinceStart)
  const track = { ...columns, timeSeconds }
  const recording = liveRecording(session.sport, session.startedAt.getTime(), track, pauseSpans(session))
  if (recording === null) return no('it was made of a live session whose samples are gone')
  const result = await recordings.measureRecording(recording)
  return result.ok ? { ok: true, legs: [result.leg] } : no(`its live session cannot be measured: ${result.message}`)
}

/** Measures originals and remembers the last file: the legs of a multi-sport file are asked for one after the other. */
export const openOriginals = (services: Services): OriginalLegs => {
  let last: { readonly uploadId: string; readonly original: Original } | null = null
  return async (activity) => {
    const { uploadId } = activity
    if (uploadId === null) return measureLive(services, activity)
    if (last?.uploadId !== uploadId) last = { uploadId, original: await measureOriginal(services, uploadId) }
    return last.original
  }
}
