import type { EventData } from '@gruppetto/events'
import { isRunning } from '@gruppetto/recordings'
import type { Tx } from '@gruppetto/runtime'
import type { ActivityRow } from '../domain/activity.ts'
import { effortsOf, type KeptEfforts, keptEfforts } from '../domain/personal-records.ts'
import type { Stores } from '../stores/mod.ts'

/**
 * What becomes of an athlete's records by an activity as it is now, whatever was heard of it before; null when nothing does. What is new and
 * no run never was one: had it been one in between, the event of that change is still to come.
 */
export const loadEfforts = async (
  { details, bestEfforts, personalRecords }: Stores,
  activity: ActivityRow | null,
  { activityId, athleteId }: Pick<EventData<'activity.changed'>, 'activityId' | 'athleteId'>,
  isNew: boolean,
  tx: Tx,
): Promise<KeptEfforts | null> => {
  const isRun = activity !== null && isRunning(activity.sport)
  if (isNew && !isRun) return null
  const efforts = effortsOf(activity, isRun ? await details.bestEfforts(activityId, tx) : [])
  const before = await bestEfforts.get(activityId, tx)
  if (efforts === null && before === null) return null
  const records = await personalRecords.get(athleteId, tx)
  const held = (records?.entries ?? []).filter((entry) => entry.activityId === activityId)
  const kinds = new Map(held.map(({ sport, visibility }) => [`${sport} ${visibility}`, { sport, visibility }]))
  const others = await bestEfforts.ofKinds(athleteId, [...kinds.values()], tx)
  return keptEfforts(activityId, athleteId, efforts, {
    before,
    records,
    others: others.filter(({ _id }) => _id !== activityId),
  })
}

export const saveEfforts = async (
  { bestEfforts, personalRecords }: Stores,
  { activityId, efforts, records }: KeptEfforts,
  tx: Tx,
): Promise<void> => {
  if (efforts === null) await bestEfforts.remove(activityId, tx)
  else await bestEfforts.put(efforts, tx)
  await personalRecords.put(records, tx)
}
