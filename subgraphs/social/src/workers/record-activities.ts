import type { EventData } from '@gruppetto/events'
import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
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

/**
 * Keeps the activities as activities has them, and one feed item for each, in the same transaction: when an item is fanned out, all that
 * is needed to show it is here. Hidden activities have an item too, so that they appear the moment they are shown.
 */
export const recordActivities = ({ stores }: WorkerDeps): AnyWorker => {
  return defineWorker({
    name: 'social-record-feed-item',
    on: ['activity.measured', 'activity.changed'],
    load: async ({ data }, tx) => {
      const known = await stores.activities.get(data.activityId, tx)
      // They are written together.
      return { known, item: known === null ? null : await stores.feedItems.get(feedItemIdOf(data.activityId), tx) }
    },
    decide: ({ data }, { known, item }) => decideRecord(data, known, item),
    save: async (decision, tx) => {
      if (decision === null) return
      const { activity, item, isNew } = decision
      await stores.activities.put(activity, tx)
      if (item === null) return stores.feedItems.remove(feedItemIdOf(activity._id), tx)
      await stores.feedItems.put(item, tx)
      if (!isNew) return
      tx.emit('feed.item-recorded', { feedItemId: item._id, athleteId: item.athleteId, kind: item.kind, at: item.atMs })
    },
  })
}
