import type { Tx } from '@gruppetto/runtime'
import { effortsOf, type KeptEfforts, keptEfforts } from '../domain/personal-records.ts'
import type { Stores } from '../stores/mod.ts'

/** What becomes of an athlete's records by an activity as it is now, whatever was heard of it before; null when nothing does. */
export const loadEfforts = async (
  { activities, details, bestEfforts, personalRecords }: Stores,
  activityId: string,
  athleteId: string,
  tx: Tx,
): Promise<KeptEfforts | null> => {
  const activity = await activities.get(activityId, tx)
  const efforts = effortsOf(activity, activity === null ? [] : await details.bestEfforts(activityId, tx))
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
