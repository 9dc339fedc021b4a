import { newId } from '@gruppetto/graph'
import type { Tx } from '@gruppetto/runtime'
import { chooseReplaced, findRepeated } from '../domain/known-recordings.ts'
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

/** Releases the former samples and details of activities, which new ones replace. They are deleted later. */
export const releaseSamples = async (
  { stores, runtime }: Services,
  former: readonly { readonly activityId: string; readonly samplesRevision: number | null }[],
  tx: Tx,
): Promise<void> => {
  for (const { activityId } of former) await stores.details.removeCurve(activityId, tx)
  const revisions = former.flatMap(({ activityId, samplesRevision: revision }) =>
    revision === null ? [] : [{ activityId, revision }],
  )
  stores.sampleRevisions.insertAtCommit(revisions, new Date(runtime.now() + READERS_PATIENCE_MS), tx)
}

/**
 * Writes the samples of those recordings of a file that are new, each under the id that its activity has or will have. A repeated call
 * writes them again under other ids or revisions, and the job sweep-samples deletes the first ones.
 */
export const writeLegs = async (
  services: Services,
  athleteId: string,
  legs: readonly MeasuredLeg[],
): Promise<readonly PlannedLeg[]> => {
  const known = await findKnownRecordings(services, athleteId, [legs])
  const choices = chooseReplaced(legs, known)
  const planned = legs.map(({ chunks, ...leg }, index) => {
    const repeats = findRepeated(leg, known)
    const replaces = repeats === null ? (choices[index] ?? null) : null
    const fresh =
      replaces === null
        ? { activityId: newId('Activity'), revision: FIRST_SAMPLES }
        : // Higher than any earlier revision, and different on each attempt.
          { activityId: replaces.activityId, revision: Math.max(replaces.samplesRevision + 1, services.runtime.now()) }
    return { leg, chunks, repeats, replaces, samples: repeats === null ? fresh : null }
  })
  await writeSamples(
    services,
    planned.flatMap(({ samples, leg, chunks }) =>
      samples === null ? [] : [{ ...samples, startedAtMs: leg.startedAtMs, chunks }],
    ),
  )
  return planned.map(({ chunks: _written, ...rest }) => rest)
}
