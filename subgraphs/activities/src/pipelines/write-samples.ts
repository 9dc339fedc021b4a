import { newId } from '@gruppetto/graph'
import type { Tx } from '@gruppetto/runtime'
import { chooseReplaced, findRepeated } from '../domain/known-recordings.ts'
import type { MeasuredLeg } from '../domain/measured-leg.ts'
import { FIRST_SAMPLES, type PlannedLeg } from '../domain/plan-activities.ts'
import type { Stores } from '../stores/mod.ts'
import { knownRecordings } from './known-recordings.ts'

/** How long a commit may take after its samples were written; what nobody owns by then is swept. */
const COMMIT_PATIENCE_MS = 15 * 60_000

/** Readers that have just looked an activity up may still read what it had. */
const READERS_PATIENCE_MS = 15 * 60_000

type Written = NonNullable<PlannedLeg['samples']> & Pick<MeasuredLeg, 'startedAtMs' | 'chunks'>

/** Writes samples under revisions nobody reads yet. What is written is noted first, so that the sweep finds it when the commit never comes. */
export const writeSamples = async (stores: Stores, written: readonly Written[], nowMs: number): Promise<void> => {
  await stores.sampleRevisions.note(
    written.map(({ activityId, revision }) => ({ activityId, revision })),
    new Date(nowMs + COMMIT_PATIENCE_MS),
  )
  for (const { activityId, revision, startedAtMs, chunks } of written)
    await stores.samples.write(activityId, revision, startedAtMs, chunks)
}

/** What these activities had is theirs no more: new samples and details take its place, and it is swept later. */
export const supersede = async (
  { details, sampleRevisions }: Stores,
  former: readonly { readonly activityId: string; readonly samplesRevision: number | null }[],
  nowMs: number,
  tx: Tx,
): Promise<void> => {
  for (const { activityId } of former) await details.removeCurve(activityId, tx)
  const revisions = former.flatMap(({ activityId, samplesRevision: revision }) =>
    revision === null ? [] : [{ activityId, revision }],
  )
  await sampleRevisions.note(revisions, new Date(nowMs + READERS_PATIENCE_MS), tx)
}

/**
 * Writes the samples of a file's recordings that are new, each under the id its activity will have or has. Called again it writes again,
 * under other ids or revisions: the first ones are leftovers then.
 */
export const writeLegs = async (
  stores: Stores,
  athleteId: string,
  legs: readonly MeasuredLeg[],
  nowMs: number,
): Promise<readonly PlannedLeg[]> => {
  const known = await knownRecordings(stores, athleteId, legs)
  const choices = chooseReplaced(legs, known)
  const planned = legs.map(({ chunks, ...leg }, index) => {
    const repeats = findRepeated(leg, known)
    const replaces = repeats === null ? (choices[index] ?? null) : null
    const fresh =
      replaces === null
        ? { activityId: newId('Activity'), revision: FIRST_SAMPLES }
        : // Higher than any before, and another at each try.
          { activityId: replaces.activityId, revision: Math.max(replaces.samplesRevision + 1, nowMs) }
    return { leg, chunks, repeats, replaces, samples: repeats === null ? fresh : null }
  })
  await writeSamples(
    stores,
    planned.flatMap(({ samples, leg, chunks }) =>
      samples === null ? [] : [{ ...samples, startedAtMs: leg.startedAtMs, chunks }],
    ),
    nowMs,
  )
  return planned.map(({ chunks: _written, ...rest }) => rest)
}
