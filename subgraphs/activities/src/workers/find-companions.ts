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
 * takes part is not decided here but where the activity is shown.
 */
export const findActivityCompanions = (services: Services): AnyWorker => {
  const { stores, runtime } = services

  const find = async (activityId: string): Promise<Found | null> => {
    const [activity] = await stores.activities.many([activityId])
    if (activity === undefined || activity.samplesRevision === null) return { outing: null, companions: [] }
    const outing = await storeOuting(services, activity)
    crashPoint('activities-find-companions:stored')
    return outing === null ? null : { outing, companions: await findCompanions(services, outing) }
  }

  return defineWorker({
    name: 'activities-find-companions',
    on: ['activity.measured', 'activity.changed', 'outing.reopened'],
    prepare: ({ data }) => find(data.activityId),
    load: ({ data }, tx, found) => (found === null ? Promise.resolve([]) : stores.activityPairs.of(data.activityId, tx)),
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
