import { newId } from '@gruppetto/graph'
import type { Span, Sport } from '@gruppetto/recordings'
import type { Tx } from '@gruppetto/runtime'
import { type ActivityCrop, spanIn } from '../domain/crop.ts'
import { chooseReplaced, findRepeated, type Replaceable } from '../domain/known-recordings.ts'
import type { MeasuredLeg } from '../domain/measured-leg.ts'
import { FIRST_SAMPLES, type PlannedLeg } from '../domain/plan-activities.ts'
import type { Services } from '../services.ts'
import { findKnownRecordings } from './find-known-recordings.ts'

/** How long a commit may take after its samples were written. Samples that no activity owns by then are deleted. */
const COMMIT_PATIENCE_MS = 15 * 60_000

/** How long readers that have just loaded an activity may still read its former samples. */
const READERS_PATIENCE_MS = 15 * 60_000

type Written = NonNullable<PlannedLeg['samples']> & Pick<MeasuredLeg, 'startedAtMs' | 'chunks'>

/** Writes samples under revisions that nobody reads yet. They are noted first, so that they are deleted when the commit never comes. */
export const writeSamples = async ({ stores, runtime }: Services, written: readonly Written[]): Promise<void> => {
  await stores.sampleRevisions.insert(
    written.map(({ activityId, revision }) => ({ activityId, revision })),
    new Date(runtime.now() + COMMIT_PATIENCE_MS),
  )
  for (const { activityId, revision, startedAtMs, chunks } of written)
    await stores.samples.insert(activityId, revision, startedAtMs, chunks)
}

/** Releases the former samples and details of an activity, which new ones replace. They are deleted later. */
export const releaseSamples = async (
  { stores, runtime }: Services,
  activityId: string,
  former: readonly number[],
  tx: Tx,
): Promise<void> => {
  await stores.details.removeCurve(activityId, tx)
  const revisions = former.map((revision) => ({ activityId, revision }))
  stores.sampleRevisions.insertAtCommit(revisions, new Date(runtime.now() + READERS_PATIENCE_MS), tx)
}

/** A measured file, of which a part of one recording can be measured too. */
export interface MeasuredLegs {
  readonly legs: readonly MeasuredLeg[]
  readonly measurePart: (part: {
    readonly index: number
    readonly sport: Sport
    readonly crop: Span
  }) => Promise<{ readonly ok: true; readonly legs: readonly MeasuredLeg[] } | { readonly ok: false }>
}

interface Part {
  readonly leg: MeasuredLeg
  readonly crop: Omit<ActivityCrop, 'wholeRevision'>
}

/** Measures the part of a recording that counts, where it replaces that of a cropped activity: what was cut off must not come back. */
const partOf = async (
  { legs, measurePart }: MeasuredLegs,
  index: number,
  { activityId, crop }: Pick<Replaceable, 'activityId' | 'crop'>,
): Promise<Part | null> => {
  const whole = legs[index]
  if (crop === null || whole === undefined) return null
  const { startedAtMs, fingerprint } = whole
  const span = spanIn(startedAtMs, crop, crop)
  const endSeconds = Math.min(span.endSeconds, fingerprint.elapsedSeconds)
  const measured = await measurePart({ index, sport: whole.sport, crop: { ...span, endSeconds } })
  const leg = measured.ok ? measured.legs[index] : undefined
  if (leg === undefined) throw new Error(`nothing of a new recording lies in the part that counts of ${activityId}`)
  const recorded = { recordedAt: new Date(startedAtMs), recordedSeconds: fingerprint.elapsedSeconds }
  return { leg, crop: { ...recorded, fromSeconds: span.startSeconds, toSeconds: endSeconds } }
}

/**
 * Writes the samples of those recordings of a file that are new, each under the id that its activity has or will have. A repeated call
 * writes them again under other ids or revisions, and the job sweep-samples deletes the first ones.
 */
export const writeLegs = async (services: Services, athleteId: string, file: MeasuredLegs): Promise<readonly PlannedLeg[]> => {
  const { legs } = file
  const known = await findKnownRecordings(services, athleteId, [legs])
  const choices = chooseReplaced(legs, known)
  const planned: PlannedLeg[] = []
  const written: Written[] = []
  for (const [index, { chunks, ...leg }] of legs.entries()) {
    const { startedAtMs } = leg
    const repeats = findRepeated(leg, known)
    const replaces = repeats === null ? (choices[index] ?? null) : null
    const fresh =
      replaces === null
        ? { activityId: newId('Activity'), revision: FIRST_SAMPLES }
        : // Higher than any earlier revision, and different on each attempt.
          { activityId: replaces.activityId, revision: Math.max(replaces.samplesRevision + 1, services.runtime.now()) }
    const samples = repeats === null ? fresh : null
    if (samples !== null) written.push({ ...samples, startedAtMs, chunks })
    const part = replaces && (await partOf(file, index, replaces))
    if (part === null) {
      planned.push({ leg, repeats, replaces, samples, crop: null })
      continue
    }
    const { chunks: kept, ...partLeg } = part.leg
    const own = { ...fresh, revision: fresh.revision + 1 }
    written.push({ ...own, startedAtMs: partLeg.startedAtMs, chunks: kept })
    planned.push({ leg: partLeg, repeats, replaces, samples: own, crop: { ...part.crop, wholeRevision: fresh.revision } })
  }
  await writeSamples(services, written)
  return planned
}
