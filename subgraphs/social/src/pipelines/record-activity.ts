import type { EventData } from '@gruppetto/events'
import type { Tx } from '@gruppetto/runtime'
import { type FeedItemRow, feedItemIdOf, placeInFeed } from '../domain/feed.ts'
import type { ActivityRow } from '../domain/subjects.ts'
import type { Services } from '../services.ts'

type ActivityState = EventData<'activity.measured'>

interface Decision {
  readonly activity: ActivityRow
  /** The feed item after the change; null when the activity is deleted. */
  readonly item: FeedItemRow | null
  /** Whether the item is new and must be written to the followers' feeds. */
  readonly isNew: boolean
  /** False for an activity of an earlier date: nobody is told of it. */
  readonly isNews: boolean
}

const activityOf = (data: ActivityState): ActivityRow => ({
  _id: data.activityId,
  ownerId: data.athleteId,
  visibility: data.visibility,
  sport: data.sport,
  name: data.name,
  uploadId: data.uploadId,
  leftTogether: data.leftTogether ?? false,
  deleted: data.deleted,
  revision: data.revision,
})

/**
 * A pure function. Returns null when the state is not newer than the known one. The first event makes the item, whichever it is;
 * the item keeps its place in feeds when the activity is edited.
 */
export const decideActivity = (data: ActivityState, known: ActivityRow | null, item: FeedItemRow | null): Decision | null => {
  if (known !== null && known.revision >= data.revision) return null
  const activity = activityOf(data)
  if (data.deleted) return { activity, item: null, isNew: false, isNews: false }
  const row: FeedItemRow = {
    _id: feedItemIdOf(data.activityId),
    kind: 'ACTIVITY',
    subjectId: data.activityId,
    athleteId: data.athleteId,
    sport: data.sport,
    distanceMeters: (data.shown ?? data).distanceMeters,
    movingSeconds: (data.shown ?? data).movingSeconds,
    recordedAt: item?.recordedAt ?? new Date(placeInFeed(data)),
  }
  return { activity, item: row, isNew: item === null, isNews: row.recordedAt.getTime() === data.at }
}

/** Loads the rows that are known of an activity. The two are written together, so without an activity there is no item. */
export const loadActivity = async ({ stores }: Services, activityId: string, tx: Tx) => {
  const known = await stores.activities.get(activityId, tx)
  return { known, item: known === null ? null : await stores.feedItems.get(feedItemIdOf(activityId), tx) }
}

export const saveActivity = async ({ stores }: Services, decision: Decision | null, tx: Tx): Promise<void> => {
  if (decision === null) return
  const { activity, item, isNew, isNews } = decision
  await stores.activities.put(activity, tx)
  if (item === null) return stores.feedItems.remove(feedItemIdOf(activity._id), tx)
  stores.feedItems.putAtCommit(item, tx)
  const { _id, athleteId, kind, recordedAt } = item
  if (isNew) tx.emit('feed.item-recorded', { feedItemId: _id, athleteId, kind, isNews, at: recordedAt.getTime() })
}

/** Records an activity in the transaction of another worker, which may get the event before `social-record-feed-item` does. */
export const recordActivity = async (services: Services, data: ActivityState, tx: Tx): Promise<void> => {
  const { known, item } = await loadActivity(services, data.activityId, tx)
  await saveActivity(services, decideActivity(data, known, item), tx)
}
