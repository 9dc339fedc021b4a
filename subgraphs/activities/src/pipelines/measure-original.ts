import { LIVE_CHANNELS, type LiveTrack, liveRecording, type PrivacyRules, within } from '@gruppetto/recordings'
import { endSeconds, type LiveSessionRow, pauseSpans } from '../domain/live-session.ts'
import type { MeasuredLeg } from '../domain/measured-leg.ts'
import { areMeasuredAlike, findLeg, type RecordedActivity } from '../domain/replay.ts'
import { MAX_UPLOAD_BYTES, originalKey } from '../domain/upload.ts'
import { rulesKey } from '../domain/viewer-privacy.ts'
import type { Services } from '../services.ts'
import type { Correction } from '../threads/recording-pool.ts'
import { readBytes } from './read-bytes.ts'

type Failed = { readonly ok: false; readonly reason: string }
type Original = { readonly ok: true; readonly legs: readonly MeasuredLeg[] } | Failed
export type OriginalLeg = { readonly ok: true; readonly leg: MeasuredLeg } | Failed

/** What an activity was made of, measured as the sport that the activity has now. */
export type LegOfOriginal = (activity: RecordedActivity, rules: PrivacyRules) => Promise<OriginalLeg>

const no = (reason: string): Failed => ({ ok: false, reason })

const measureOriginal = async (
  { stores, runtime, recordings }: Services,
  uploadId: string,
  rules: PrivacyRules,
  correction: Correction | null,
): Promise<Original> => {
  const upload = await stores.uploads.get(uploadId)
  if (upload === null || upload.sha256 === null) return no(`of its upload ${uploadId} nothing is known`)
  const key = originalKey(upload.sha256)
  if ((await runtime.objects.head(key)) === null) return no(`the original ${key} is missing`)
  const read = await readBytes(runtime.objects, key, MAX_UPLOAD_BYTES)
  if (!read.ok || read.sha256 !== upload.sha256) return no(`the original ${key} is not what it was`)
  // A fault of the measuring code is one of this file: it is told, and the others go on.
  const result = await recordings.measure(read.bytes, upload.fileName, rules, correction).catch((error: unknown) => ({
    ok: false as const,
    code: 'INTERNAL',
    message: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error),
  }))
  return result.ok
    ? { ok: true, legs: result.legs }
    : no(`the original ${key} can no longer be read: ${result.code}, ${result.message}`)
}

/** The positions of a session while they are kept, after that the samples that were made of them: without what was no position in the sport of then. */
const liveTrack = async (
  { stores, runtime }: Services,
  session: LiveSessionRow,
  { _id: activityId, startedAt, samplesRevision }: RecordedActivity,
): Promise<LiveTrack> => {
  if (session.lookAt !== null && session.lookAt.getTime() > runtime.now())
    return within(await stores.livePositions.read(session._id), 0, endSeconds(session))
  const owner = { activityId, revision: samplesRevision ?? 0 }
  const [columns] = await stores.samples.readMany([owner], ['timeSeconds', ...LIVE_CHANNELS])
  const sinceStart = (startedAt.getTime() - session.startedAt.getTime()) / 1000
  const timeSeconds = (columns?.timeSeconds ?? new Float64Array()).map((seconds) => seconds + sinceStart)
  return { ...columns, timeSeconds }
}

/** A live session has no file: it is measured with its pauses. From samples its distance stays what it was measured to be. */
const measureLive = async (services: Services, activity: RecordedActivity, rules: PrivacyRules): Promise<OriginalLeg> => {
  const session = await services.stores.liveSessions.ofActivity(activity.athleteId, activity._id)
  if (session === null || activity.samplesRevision === null) return no('it was made of a live session of which nothing is known')
  const track = await liveTrack(services, session, activity)
  const recording = liveRecording(activity.sport, session.startedAt.getTime(), track, pauseSpans(session))
  if (recording === null) return no('it was made of a live session whose samples are gone')
  const result = await services.recordings.measureRecording(recording, rules)
  return result.ok ? { ok: true, leg: result.leg } : no(`its live session cannot be measured: ${result.message}`)
}

/** Measures originals and remembers the last file: the legs of a multi-sport file are asked for one after the other. */
export const openOriginals = (services: Services): LegOfOriginal => {
  let last: { readonly uploadId: string; readonly rulesKey: string | null; readonly original: Original } | null = null
  return async (activity, rules) => {
    const { uploadId, sport } = activity
    if (uploadId === null) return measureLive(services, activity, rules)
    if (last?.uploadId !== uploadId || last.rulesKey !== rulesKey(rules))
      last = { uploadId, rulesKey: rulesKey(rules), original: await measureOriginal(services, uploadId, rules, null) }
    const { original } = last
    if (!original.ok) return original
    const leg = findLeg(activity, original.legs)
    if (leg === null) return no('no part of the original is this activity any more')
    if (areMeasuredAlike(leg.sport, sport)) return { ok: true, leg }
    const index = original.legs.indexOf(leg)
    const corrected = await measureOriginal(services, uploadId, rules, { index, sport })
    if (!corrected.ok) return corrected
    const measured = corrected.legs[index]
    if (measured === undefined) throw new Error(`the original of ${uploadId} has other parts than a moment ago`)
    // Another file of the same recording says the wrong sport too: what tells that they are one stays.
    return { ok: true, leg: { ...measured, fingerprint: leg.fingerprint } }
  }
}
