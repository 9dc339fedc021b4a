import type { EventData } from '@gruppetto/events'
import { isRunning } from '@gruppetto/recordings'
import type { Tx } from '@gruppetto/runtime'
import { type ActivityRow, detailsId } from '../domain/activity.ts'
import { type EffortsRow, effortsOf, type RecordsUpdate, updateRecords } from '../domain/personal-records.ts'
import type { Stores } from '../stores/mod.ts'

type Subject = Pick<EventData<'activity.changed'>, 'activityId' | 'athleteId'>

/** What becomes of an athlete's records by what an activity contributes now; null when nothing does. */
export const loadKept = async (
  { bestEfforts, personalRecords }: Stores,
  efforts: EffortsRow | null,
  { activityId, athleteId }: Subject,
  tx: Tx,
): Promise<RecordsUpdate | null> => {
  const before = await bestEfforts.get(activityId, tx)
  if (efforts === null && before === null) return null
  const records = await personalRecords.get(athleteId, tx)
  const held = (records?.entries ?? []).filter((entry) => entry.activityId === activityId)
  const kinds = new Map(held.map(({ sport, visibility }) => [`${sport} ${visibility}`, { sport, visibility }]))
  const others = await bestEfforts.ofKinds(athleteId, [...kinds.values()], tx)
  return updateRecords(activityId, athleteId, efforts, {
    before,
    records,
    others: others.filter(({ _id }) => _id !== activityId),
  })
}

/**
 * As `loadKept`, by an activity as it is now, whatever was heard of it before. What is new and no run never was one: had it been one in between,
 * the event of that change is still to come.
 */
export const loadEfforts = async (
  stores: Stores,
  activity: ActivityRow | null,
  subject: Subject,
  isNew: boolean,
  tx: Tx,
): Promise<RecordsUpdate | null> => {
  const isRun = activity !== null && isRunning(activity.sport)
  if (isNew && !isRun) return null
  const efforts = effortsOf(activity, isRun ? await stores.details.bestEfforts(detailsId(activity), tx) : [])
  return loadKept(stores, efforts, subject, tx)
}

export const saveEfforts = async (
  { bestEfforts, personalRecords }: Stores,
  { activityId, efforts, records }: RecordsUpdate,
  tx: Tx,
): Promise<void> => {
  if (efforts === null) await bestEfforts.remove(activityId, tx)
  else await bestEfforts.put(efforts, tx)
  await personalRecords.put(records, tx)
}
