import { type Fingerprint, isSameRecording, SAME_START_SECONDS } from '@gruppetto/recordings'
import { type ActivityCrop, keptTimes } from './crop.ts'
import { LONGEST_MS } from './live-session.ts'

/** The fields of a recorded activity that tell whether another recording is the same one. */
export interface KnownRecording {
  readonly _id: string
  readonly fingerprint: Fingerprint
  /** Null for an activity made of a live session, which a file of the same time replaces. */
  readonly uploadId: string | null
  readonly samplesRevision: number | null
  readonly crop?: ActivityCrop | null
}

/** An activity made of a live session. Another recording is to replace its samples of this revision. */
export interface Replaceable {
  readonly activityId: string
  readonly samplesRevision: number
  readonly crop: ActivityCrop | null
}

interface Recorded {
  readonly fingerprint: Fingerprint
}

/** The share of the live recording's time that a file must cover to replace it. */
const LEAST_COVERED_SHARE = 0.5

const endMs = ({ startedAtMs, elapsedSeconds }: Fingerprint): number => startedAtMs + elapsedSeconds * 1000

/** How long both were recording at the same time, in milliseconds. */
const overlapMs = (a: Fingerprint, b: Fingerprint): number =>
  Math.max(0, Math.min(endMs(a), endMs(b)) - Math.max(a.startedAtMs, b.startedAtMs))

/**
 * Tells whether a recording covers the time of a live session, or of the part that counts of it. A phone and a watch are started and
 * stopped at different moments, but run side by side.
 */
export const coversLive = (live: Fingerprint, other: Fingerprint): boolean =>
  overlapMs(live, other) > 0 && overlapMs(live, other) >= live.elapsedSeconds * 1000 * LEAST_COVERED_SHARE

/** Returns the id of the activity whose file this recording repeats, or null. */
export const findRepeated = (
  { fingerprint }: Recorded,
  known: readonly (Recorded & { readonly _id: string; readonly uploadId: string | null })[],
) => known.find((other) => other.uploadId !== null && isSameRecording(fingerprint, other.fingerprint))?._id ?? null

/**
 * Returns for each recording of a file the live-made activity that it replaces, or null. When several recordings could replace
 * the same one, the one that covers most of it does.
 */
export const chooseReplaced = (legs: readonly Recorded[], known: readonly KnownRecording[]): readonly (Replaceable | null)[] => {
  const chosen = new Map<number, Replaceable>()
  for (const { _id, fingerprint: whole, uploadId, samplesRevision, crop = null } of known) {
    if (uploadId !== null || samplesRevision === null) continue
    const fingerprint = keptTimes(whole, crop)
    const [best] = legs
      .map((leg, index) => ({ index, leg }))
      .filter(({ index, leg }) => !chosen.has(index) && coversLive(fingerprint, leg.fingerprint))
      .sort((a, b) => overlapMs(fingerprint, b.leg.fingerprint) - overlapMs(fingerprint, a.leg.fingerprint))
    if (best !== undefined) chosen.set(best.index, { activityId: _id, samplesRevision, crop })
  }
  return legs.map((_leg, index) => chosen.get(index) ?? null)
}

/** The range of starts of the file activities that can cover the time of a live recording. */
export const startsDuringLive = ({ fingerprint }: Recorded) => {
  const range = { from: new Date(fingerprint.startedAtMs - LONGEST_MS), to: new Date(endMs(fingerprint)) }
  return { near: range, wide: range }
}

/**
 * The ranges of starts in which an activity can matter for these recordings: `near` for activities made of files, `wide` for
 * activities made of live sessions.
 */
export const startRanges = (legs: readonly Recorded[]) => {
  const starts = legs.map((leg) => leg.fingerprint.startedAtMs)
  const [first, last] = [Math.min(...starts), Math.max(...starts)]
  const near = { from: new Date(first - SAME_START_SECONDS * 1000), to: new Date(last + SAME_START_SECONDS * 1000) }
  const lastEnd = Math.max(near.to.getTime(), ...legs.map((leg) => endMs(leg.fingerprint)))
  return { near, wide: { from: new Date(first - LONGEST_MS), to: new Date(lastEnd) } }
}
