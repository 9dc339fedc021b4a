import type { Fingerprint, Span } from '@gruppetto/recordings'
import type { ActivityRow } from './activity.ts'

/** From which second of the whole recording to which the activity counts. */
export interface Crop {
  readonly fromSeconds: number
  readonly toSeconds: number
}

/** What is known of the whole recording of an activity. */
export interface Whole {
  readonly recordedAt: Date
  readonly recordedSeconds: number
  /** The revision of its samples. They stay as long as the activity is cropped. */
  readonly wholeRevision: number
}

export interface ActivityCrop extends Crop, Whole {}

/** A shorter part is a slip of the finger. */
export const LEAST_CROP_SECONDS = 10

interface Recorded extends Pick<ActivityRow, 'crop' | 'samplesRevision'> {
  readonly fingerprint: Fingerprint
}

/** Returns the whole recording of an activity; null where it has no samples. */
export const wholeOf = ({ crop, samplesRevision, fingerprint }: Recorded): Whole | null => {
  if (crop) return crop
  if (samplesRevision === null) return null
  const { startedAtMs, elapsedSeconds } = fingerprint
  return { recordedAt: new Date(startedAtMs), recordedSeconds: elapsedSeconds, wholeRevision: samplesRevision }
}

/** The revisions of samples that an activity has: of what counts, and of the whole recording where it is cropped. */
export const revisionsOf = ({ samplesRevision, crop }: Pick<ActivityRow, 'crop' | 'samplesRevision'>): readonly number[] => [
  ...(samplesRevision === null ? [] : [samplesRevision]),
  ...(crop ? [crop.wholeRevision] : []),
]

/** Tells whether two parts of one recording are the same. Null is the whole. */
export const isSameCrop = (a: Crop | null, b: Crop | null): boolean =>
  a?.fromSeconds === b?.fromSeconds && a?.toSeconds === b?.toSeconds

const inMilliseconds = (seconds: number): number => Math.round(seconds * 1000) / 1000

/** A client knows the length of a recording in whole seconds. */
export const farthestSecond = (recordedSeconds: number): number => Math.ceil(recordedSeconds)

/** Returns a part that lies in the recording, to the millisecond; null where it is all of it. */
export const cropWithin = ({ fromSeconds, toSeconds }: Crop, recordedSeconds: number): Crop | null => {
  const crop = { fromSeconds: inMilliseconds(fromSeconds), toSeconds: inMilliseconds(Math.min(toSeconds, recordedSeconds)) }
  return crop.fromSeconds <= 0 && crop.toSeconds >= inMilliseconds(recordedSeconds) ? null : crop
}

/** Returns the part in seconds of a recording of the same time that began at another instant. */
export const spanIn = (
  startedAtMs: number,
  { fromSeconds, toSeconds }: Crop,
  { recordedAt }: Pick<Whole, 'recordedAt'>,
): Span => {
  const later = (recordedAt.getTime() - startedAtMs) / 1000
  return { startSeconds: Math.max(0, fromSeconds + later), endSeconds: toSeconds + later }
}

/** Returns the fingerprint of the part that counts, by its times alone. */
export const keptTimes = (fingerprint: Fingerprint, crop: Crop | null): Fingerprint =>
  crop === null
    ? fingerprint
    : {
        ...fingerprint,
        startedAtMs: fingerprint.startedAtMs + crop.fromSeconds * 1000,
        elapsedSeconds: crop.toSeconds - crop.fromSeconds,
      }
