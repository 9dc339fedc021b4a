import { type AnyWorker, crashPoint, defineWorker } from '@gruppetto/runtime'
import { type Companion, changePairs, pairState } from '../domain/together.ts'
import { findCompanions, storeOuting } from '../pipelines/together/find-companions.ts'
import type { Services } from '../services.ts'
import type { OutingRow } from '../stores/outings.ts'

interface Found {
  /** Null when the activity is deleted, or has no positions any more. */
  readonly outing: OutingRow | null
  readonly companions: readonly Companion[]
}

/**
 * Finds who was in company, when an activity comes in, and again when its recording, its sport or its athlete's privacy changes. Who
 * takes part is not decided here but where the activity is shown. Most are in no company, and need no transaction to know it.
 */
export const findActivityCompanions = (services: Services): AnyWorker => {
  const { stores, runtime } = services

  /** Returns null when there is nothing to change. */
  const find = async (activityId: string, isNew: boolean): Promise<Found | null> => {
    const [activity] = await stores.activities.many([activityId])
    if (activity === undefined || activity.samplesRevision === null) return { outing: null, companions: [] }
    const outing = await storeOuting(services, activity, isNew)
    crashPoint('activities-find-companions:stored')
    if (outing === null) return null
    const companions = await findCompanions(services, outing)
    if (companions.length > 0 || (await stores.activityPairs.hasAny(activityId))) return { outing, companions }
    // A pair that another activity adds at this moment is right: its own search has found this one.
    await stores.outings.markMatched(outing)
    return null
  }

  return defineWorker({
    name: 'activities-find-companions',
    on: ['activity.measured', 'activity.changed', 'outing.reopened'],
    prepare: ({ name, data }) => find(data.activityId, name === 'activity.measured'),
    concerns: (_event, found) => found !== null,
    load: ({ data }, tx) => stores.activityPairs.of(data.activityId, tx),
    decide: ({ data: { activityId, athleteId } }, known, found) =>
      found === null ? null : { outing: found.outing, pairs: changePairs({ activityId, athleteId }, found.companions, known) },
    save: async (decision, tx, { data: { activityId } }) => {
      if (decision === null) return
      const { outing, pairs } = decision
      if (outing === null) await stores.outings.remove(activityId, tx)
      else await stores.outings.markMatched(outing, tx)
      await stores.activityPairs.put(pairs, tx)
      for (const pair of pairs) tx.emit('activities.paired', pairState(pair, runtime.now()))
    },
  })
}
