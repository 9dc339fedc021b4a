import type { EventData } from '@gruppetto/events'
import { type AnyWorker, defineWorker, type Tx } from '@gruppetto/runtime'
import { type FeedItemRow, feedItemIdOf } from '../domain/feed.ts'
import type { ActivityRow } from '../domain/subjects.ts'
import type { WorkerDeps } from './deps.ts'

type ActivityState = EventData<'activity.measured'>

interface Decision {
  readonly activity: ActivityRow
  /** The item as it is to be; null where the activity is gone. */
  readonly item: FeedItemRow | null
  /** True for a new item: it waits to be written to the followers' feeds. */
  readonly isNew: boolean
}

const activityOf = (data: ActivityState): ActivityRow => ({
  _id: data.activityId,
  ownerId: data.athleteId,
  visibility: data.visibility,
  sport: data.sport,
  name: data.name,
  startedAtMs: data.startedAtMs,
  deleted: data.deleted,
  revision: data.revision,
})

/** Pure: null for what is not newer than what is known. Whichever event comes first makes the item, which keeps its place when edited. */
export const decideRecord = (data: ActivityState, known: ActivityRow | null, item: FeedItemRow | null): Decision | null => {
  if (known !== null && known.revision >= data.revision) return null
  const activity = activityOf(data)
  if (data.deleted) return { activity, item: null, isNew: false }
  const row: FeedItemRow = {
    _id: feedItemIdOf(data.activityId),
    kind: 'ACTIVITY',
    subjectId: data.activityId,
    athleteId: data.athleteId,
    sport: data.sport,
    atMs: item?.atMs ?? data.at,
  }
  return { activity, item: row, isNew: item === null }
}

const loadRecord = async ({ stores }: WorkerDeps, activityId: string, tx: Tx) => {
  const known = await stores.activities.get(activityId, tx)
  // They are written together.
  return { known, item: known === null ? null : await stores.feedItems.get(feedItemIdOf(activityId), tx) }
}

const saveRecord = async ({ stores }: WorkerDeps, decision: Decision | null, tx: Tx): Promise<void> => {
  if (decision === null) return
  const { activity, item, isNew } = decision
  await stores.activities.put(activity, tx)
  if (item === null) return stores.feedItems.remove(feedItemIdOf(activity._id), tx)
  await stores.feedItems.put(item, tx)
  if (isNew) tx.emit('feed.item-recorded', { feedItemId: item._id, athleteId: item.athleteId, kind: item.kind, at: item.atMs })
}

/** Records a state in the worker's own transaction: for who must not run ahead of the worker below. */
export const recordState = async (deps: WorkerDeps, data: ActivityState, tx: Tx): Promise<void> => {
  const { known, item } = await loadRecord(deps, data.activityId, tx)
  await saveRecord(deps, decideRecord(data, known, item), tx)
}

/**
 * Keeps the activities as activities has them, and one feed item for each, in the same transaction: when an item is fanned out, all that
 * is needed to show it is here. Hidden activities have an item too, so that they appear the moment they are shown.
 */
export const recordActivities = (deps: WorkerDeps): AnyWorker => {
  return defineWorker({
    name: 'social-record-feed-item',
    on: ['activity.measured', 'activity.changed'],
    load: ({ data }, tx) => loadRecord(deps, data.activityId, tx),
    decide: ({ data }, { known, item }) => decideRecord(data, known, item),
    save: (decision, tx) => saveRecord(deps, decision, tx),
  })
}
