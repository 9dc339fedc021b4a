import { type Fingerprint, isSameRecording, SAME_START_SECONDS } from '@gruppetto/recordings'
import { LONGEST_MS } from './live-session.ts'

/** A recorded activity, as far as another recording may be the same. */
export interface KnownRecording {
  readonly _id: string
  readonly fingerprint: Fingerprint
  /** Null for one made of a live session, which a file of the same time replaces. */
  readonly uploadId: string | null
  readonly samplesRevision: number | null
}

/** An activity made of a live session, whose samples under this revision another recording is to replace. */
export interface Replaceable {
  readonly activityId: string
  readonly samplesRevision: number
}

interface Recorded {
  readonly fingerprint: Fingerprint
}

/** How much of the live recording's time the other must cover to stand for it. */
const LEAST_COVERED_SHARE = 0.5

const endMs = ({ startedAtMs, elapsedSeconds }: Fingerprint): number => startedAtMs + elapsedSeconds * 1000

/** Milliseconds that both were recording. */
const overlapMs = (a: Fingerprint, b: Fingerprint): number =>
  Math.max(0, Math.min(endMs(a), endMs(b)) - Math.max(a.startedAtMs, b.startedAtMs))

/** Whether a recording is of the same time as a live session: a phone and a watch are started and stopped apart, but run side by side. */
export const coversLive = (live: Fingerprint, other: Fingerprint): boolean =>
  overlapMs(live, other) > 0 && overlapMs(live, other) >= live.elapsedSeconds * 1000 * LEAST_COVERED_SHARE

/** The activity of a file that a recording repeats, or null. */
export const findRepeated = (
  { fingerprint }: Recorded,
  known: readonly (Recorded & { readonly _id: string; readonly uploadId: string | null })[],
) => known.find((other) => other.uploadId !== null && isSameRecording(fingerprint, other.fingerprint))?._id ?? null

/** For each recording of a file the live-made activity it replaces, or null: of several that could, the one that covers most of it does. */
export const chooseReplaced = (legs: readonly Recorded[], known: readonly KnownRecording[]): readonly (Replaceable | null)[] => {
  const chosen = new Map<number, Replaceable>()
  for (const { _id, fingerprint, uploadId, samplesRevision } of known) {
    if (uploadId !== null || samplesRevision === null) continue
    const [best] = legs
      .map((leg, index) => ({ index, leg }))
      .filter(({ index, leg }) => !chosen.has(index) && coversLive(fingerprint, leg.fingerprint))
      .sort((a, b) => overlapMs(fingerprint, b.leg.fingerprint) - overlapMs(fingerprint, a.leg.fingerprint))
    if (best !== undefined) chosen.set(best.index, { activityId: _id, samplesRevision })
  }
  return legs.map((_leg, index) => chosen.get(index) ?? null)
}

/** When the activity of a file must have begun to be of the same time as a live recording. */
export const startsDuringLive = ({ fingerprint }: Recorded) => {
  const range = { from: new Date(fingerprint.startedAtMs - LONGEST_MS), to: new Date(endMs(fingerprint)) }
  return { near: range, wide: range }
}

/** When an activity must have begun to be of interest to recordings of these times: files' within `near`, live-made ones within `wide`. */
export const startRanges = (legs: readonly Recorded[]) => {
  const starts = legs.map((leg) => leg.fingerprint.startedAtMs)
  const [first, last] = [Math.min(...starts), Math.max(...starts)]
  const near = { from: new Date(first - SAME_START_SECONDS * 1000), to: new Date(last + SAME_START_SECONDS * 1000) }
  const lastEnd = Math.max(near.to.getTime(), ...legs.map((leg) => endMs(leg.fingerprint)))
  return { near, wide: { from: new Date(first - LONGEST_MS), to: new Date(lastEnd) } }
}
