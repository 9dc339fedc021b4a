import { LIVE_CHANNELS, type LiveTrack, liveRecording, type PrivacyRules, type Span, within } from '@gruppetto/recordings'
import { type Crop, spanIn, wholeOf } from '../domain/crop.ts'
import { endSeconds, type LiveSessionRow, pauseSpans } from '../domain/live-session.ts'
import type { MeasuredLeg } from '../domain/measured-leg.ts'
import { areMeasuredAlike, findLeg, type RecordedActivity } from '../domain/replay.ts'
import { MAX_UPLOAD_BYTES, originalKey } from '../domain/upload.ts'
import { rulesKey } from '../domain/viewer-privacy.ts'
import type { Services } from '../services.ts'
import type { Correction } from '../threads/recording-pool.ts'
import { PoolClosedError } from '../threads/recording-pool.ts'
import { readBytes } from './read-bytes.ts'

type Failed = {
  readonly ok: false
  readonly reason: string
  /** True where the part that is to count has too few samples. */
  readonly isNothingLeft?: boolean
}
type Original = { readonly ok: true; readonly legs: readonly MeasuredLeg[] } | Failed
export type OriginalLeg = { readonly ok: true; readonly leg: MeasuredLeg } | Failed

/** Measures the original of an activity, or a part of it, as the sport that the activity has now. */
export type MeasureLeg = (activity: RecordedActivity, rules: PrivacyRules, crop: Crop | null) => Promise<OriginalLeg>

const fail = (reason: string): Failed => ({ ok: false, reason })

const spanOf = (activity: RecordedActivity, crop: Crop | null, startedAtMs: number): Span | null => {
  const whole = wholeOf(activity)
  return crop && whole && spanIn(startedAtMs, crop, whole)
}

const measureOriginal = async (
  { stores, runtime, recordings }: Services,
  uploadId: string,
  rules: PrivacyRules,
  correction: Correction | null,
): Promise<Original> => {
  const upload = await stores.uploads.get(uploadId)
  if (upload === null || upload.sha256 === null) return fail(`of its upload ${uploadId} nothing is known`)
  const key = originalKey(upload.sha256)
  if ((await runtime.objects.head(key)) === null) return fail(`the original ${key} is missing`)
  const read = await readBytes(runtime.objects, key, MAX_UPLOAD_BYTES)
  if (!read.ok || read.sha256 !== upload.sha256) return fail(`the original ${key} is not what it was`)
  // An error in the measuring code is reported for this file alone, and the other files go on.
  const result = await recordings.measure(read.bytes, upload.fileName, rules, { correction }).catch((error: unknown) => {
    if (error instanceof PoolClosedError) throw error
    const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
    return { ok: false as const, code: 'INTERNAL', message }
  })
  if (result.ok) return { ok: true, legs: result.legs }
  const isNothingLeft = correction?.crop != null && result.code === 'EMPTY_RECORDING'
  return { ...fail(`the original ${key} can no longer be read: ${result.code}, ${result.message}`), isNothingLeft }
}

/**
 * Reads the positions of a session while they are stored. Afterwards it reads the samples that were made of them, which lack the positions
 * that were impossible in the sport of that time.
 */
const readLiveTrack = async (
  { stores, runtime }: Services,
  session: LiveSessionRow,
  activity: RecordedActivity,
): Promise<LiveTrack> => {
  if (session.lookAt !== null && session.lookAt.getTime() > runtime.now())
    return within(await stores.livePositions.read(session._id), 0, endSeconds(session))
  const whole = wholeOf(activity)
  if (whole === null) return { timeSeconds: new Float64Array() }
  const owner = { activityId: activity._id, revision: whole.wholeRevision }
  const [columns] = await stores.samples.readMany([owner], ['timeSeconds', ...LIVE_CHANNELS])
  const sinceStart = (whole.recordedAt.getTime() - session.startedAt.getTime()) / 1000
  const timeSeconds = (columns?.timeSeconds ?? new Float64Array()).map((seconds) => seconds + sinceStart)
  return { ...columns, timeSeconds }
}

/** Measures a live session, which has no file, with its pauses. When it is measured from samples, its distance stays the same. */
const measureLive = async (
  services: Services,
  activity: RecordedActivity,
  rules: PrivacyRules,
  crop: Crop | null,
): Promise<OriginalLeg> => {
  const session = await services.stores.liveSessions.ofActivity(activity.athleteId, activity._id)
  if (session === null || activity.samplesRevision === null)
    return fail('it was made of a live session of which nothing is known')
  const track = await readLiveTrack(services, session, activity)
  const recording = liveRecording(activity.sport, session.startedAt.getTime(), track, pauseSpans(session))
  if (recording === null) return fail('it was made of a live session whose samples are gone')
  const span = spanOf(activity, crop, recording.startedAtMs)
  const result = await services.recordings.measureRecording(recording, rules, span)
  if (result.ok) return { ok: true, leg: result.leg }
  const isNothingLeft = span !== null && result.code === 'EMPTY_RECORDING'
  return { ...fail(`its live session cannot be measured: ${result.message}`), isNothingLeft }
}

/** Returns a function that measures originals. It remembers the last file, since the legs of a multi-sport file are measured one after the other. */
export const openOriginalMeasurer = (services: Services): MeasureLeg => {
  let last: { readonly uploadId: string; readonly rulesKey: string | null; readonly original: Original } | null = null
  return async (activity, rules, crop) => {
    const { uploadId, sport } = activity
    if (uploadId === null) return measureLive(services, activity, rules, crop)
    if (last?.uploadId !== uploadId || last.rulesKey !== rulesKey(rules))
      last = { uploadId, rulesKey: rulesKey(rules), original: await measureOriginal(services, uploadId, rules, null) }
    const { original } = last
    if (!original.ok) return original
    const leg = findLeg(activity, original.legs)
    if (leg === null) return fail('no part of the original is this activity any more')
    const span = spanOf(activity, crop, leg.startedAtMs)
    if (areMeasuredAlike(leg.sport, sport) && span === null) return { ok: true, leg }
    const index = original.legs.indexOf(leg)
    const corrected = await measureOriginal(services, uploadId, rules, { index, sport, crop: span })
    if (!corrected.ok) return corrected
    const measured = corrected.legs[index]
    if (measured === undefined) throw new Error(`the original of ${uploadId} has other parts than a moment ago`)
    // Another file of the same recording has the wrong sport too. The fingerprint that identifies both as one recording stays.
    return { ok: true, leg: { ...measured, fingerprint: leg.fingerprint } }
  }
}
