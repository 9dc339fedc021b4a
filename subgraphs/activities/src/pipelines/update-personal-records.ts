import type { EventData } from '@gruppetto/events'
import { isRunning } from '@gruppetto/recordings'
import type { Tx } from '@gruppetto/runtime'
import { type ActivityRow, detailsId } from '../domain/activity.ts'
import { type EffortsRow, effortsOf, kindsHeld, type RecordsUpdate, updateRecords } from '../domain/personal-records.ts'
import type { Services } from '../services.ts'

type Subject = Pick<EventData<'activity.changed'>, 'activityId' | 'athleteId'>

/** Computes the athlete's records from the efforts that an activity has now; null when nothing changes. */
export const loadRecordsUpdate = async (
  { stores: { bestEfforts, personalRecords } }: Services,
  efforts: EffortsRow | null,
  { activityId, athleteId }: Subject,
  tx: Tx,
): Promise<RecordsUpdate | null> => {
  const before = await bestEfforts.get(activityId, tx)
  if (efforts === null && before === null) return null
  const records = await personalRecords.get(athleteId, tx)
  const kinds = records === null ? [] : kindsHeld(records, activityId)
  const others = await bestEfforts.ofKinds(athleteId, kinds, tx)
  return updateRecords(activityId, athleteId, efforts, {
    before,
    records,
    others: others.filter(({ _id }) => _id !== activityId),
  })
}

/**
 * Computes them from an activity as it is now, whatever earlier events said of it. A new activity that is no run was never a run: if
 * it has been one in between, the event of that change is still to come.
 */
export const loadActivityRecordsUpdate = async (
  services: Services,
  activity: ActivityRow | null,
  { isNew, ...subject }: Subject & { readonly isNew: boolean },
  tx: Tx,
): Promise<RecordsUpdate | null> => {
  const isRun = activity !== null && isRunning(activity.sport)
  if (isNew && !isRun) return null
  const efforts = effortsOf(activity, isRun ? await services.stores.details.bestEfforts(detailsId(activity), tx) : [])
  return loadRecordsUpdate(services, efforts, subject, tx)
}

export const saveRecordsUpdate = async (
  { stores: { bestEfforts, personalRecords } }: Services,
  { activityId, efforts, records }: RecordsUpdate,
  tx: Tx,
): Promise<void> => {
  if (efforts === null) await bestEfforts.remove(activityId, tx)
  else bestEfforts.putAtCommit(efforts, tx)
  await personalRecords.put(records, tx)
}
