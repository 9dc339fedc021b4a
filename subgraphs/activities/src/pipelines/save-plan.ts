import type { Tx } from '@gruppetto/runtime'
import { type ActivityRow, activityState, leftGear } from '../domain/activity.ts'
import { revisionsOf } from '../domain/crop.ts'
import type { Plan } from '../domain/plan-activities.ts'
import type { Services } from '../services.ts'
import { releaseSamples } from './write-samples.ts'

const samplesOf = (activity: ActivityRow) => revisionsOf(activity).map((revision) => ({ activityId: activity._id, revision }))

const exploredBy = ({ _id, samplesRevision: revision }: ActivityRow, areas: Plan['areas']) => {
  const passed = areas.get(_id)
  return revision === null || passed === undefined ? {} : { explored: { revision, areas: [...passed] } }
}

/** Saves the activities that were planned of a file, with what belongs to them. The upload itself is the caller's. */
export const savePlan = async (
  services: Services,
  { activities, areas, replaced, details }: Plan,
  nowMs: number,
  tx: Tx,
): Promise<void> => {
  const { stores } = services
  stores.activities.insertAtCommit(activities, tx)
  for (const { activity } of replaced) await stores.activities.update(activity, tx)
  for (const { before: former } of replaced) await releaseSamples(services, former.activityId, revisionsOf(former), tx)
  stores.details.insertAtCommit(details, tx)
  const owners = [...activities, ...replaced.map(({ activity }) => activity)]
  stores.sampleRevisions.adoptAtCommit(owners.flatMap(samplesOf), tx)
  for (const activity of activities)
    tx.emit('activity.measured', { ...activityState(activity, nowMs), ...exploredBy(activity, areas) })
  for (const { activity, before } of replaced)
    tx.emit('activity.changed', { ...activityState(activity, nowMs), ...leftGear(before, activity) })
}
