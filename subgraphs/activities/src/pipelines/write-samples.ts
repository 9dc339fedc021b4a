import { newId } from '@gruppetto/graph'
import type { MeasuredLeg } from '../domain/measured-leg.ts'
import { FIRST_SAMPLES, type PlannedLeg, repeatedBy } from '../domain/plan-activities.ts'
import type { Stores } from '../stores/mod.ts'
import { knownRecordings } from './known-recordings.ts'

/** How long a commit may take after its samples were written; what nobody owns by then is swept. */
const COMMIT_PATIENCE_MS = 15 * 60_000

/**
 * Writes the samples of the recordings that are new, each under the id its activity will have. What is written is noted first, so that the
 * sweep finds it when the commit never comes. Called again it writes again, under other ids: the first ones are leftovers then.
 */
export const writeSamples = async (
  stores: Stores,
  athleteId: string,
  legs: readonly MeasuredLeg[],
  nowMs: number,
): Promise<readonly PlannedLeg[]> => {
  const known = await knownRecordings(stores, athleteId, legs)
  const planned = legs.map(({ chunks, ...leg }) => {
    const repeats = repeatedBy(leg, known)
    return { leg, chunks, repeats, activityId: repeats === null ? newId('Activity') : null }
  })
  const fresh = planned.flatMap(({ activityId, leg, chunks }) => (activityId === null ? [] : [{ activityId, leg, chunks }]))
  await stores.sampleRevisions.note(
    fresh.map(({ activityId }) => ({ activityId, revision: FIRST_SAMPLES })),
    new Date(nowMs + COMMIT_PATIENCE_MS),
  )
  for (const { activityId, leg, chunks } of fresh) await stores.samples.write(activityId, FIRST_SAMPLES, leg.startedAtMs, chunks)
  return planned.map(({ chunks: _written, ...rest }) => rest)
}
