import { inOrderOf, maySeeActivity } from '@gruppetto/graph'
import { hidesPlaces, type Span } from '@gruppetto/recordings'
import DataLoader from 'dataloader'
import { type EventTimes, metersByProgress, spanInEvent } from '../domain/live-event.ts'
import type { LiveSessionRow } from '../domain/live-session.ts'
import { type LiveViewFields, showOwnPosition, showPositionWithoutTrack } from '../domain/live-view.ts'
import type { LivePosition } from '../generated/resolvers.ts'
import type { Services } from '../services.ts'
import type { ActivityLoaders } from './activities.ts'
import type { ViewerLoaders } from './viewer.ts'

interface ViewKey {
  readonly row: LiveSessionRow
  /** The metres of this part are wanted too. */
  readonly span: Span | null
}

/** Loads live sessions and what can be seen of them. */
export const makeLiveLoaders = (
  { stores, liveViews }: Services,
  viewerId: string | null,
  { relation, privacy }: ViewerLoaders,
  { activity }: ActivityLoaders,
) => {
  /**
   * Live sessions that the viewer may see; null for the others. A session that has become an activity is visible only to those
   * who may see that activity, and to its athlete alone once that is cropped: the session is of the whole.
   */
  const liveSession = new DataLoader<string, LiveSessionRow | null>(async (ids) => {
    const rows = inOrderOf(ids, await stores.liveSessions.many(ids))
    const cropped = await stores.activities.croppedOf(rows.flatMap((row) => row?.activityId ?? []))
    const maySee = async ({ athleteId, visibility, activityId }: LiveSessionRow): Promise<boolean> => {
      if (athleteId === viewerId) return true
      if (!maySeeActivity(visibility, await relation.load(athleteId))) return false
      return activityId === null || (!cropped.has(activityId) && (await activity.load(activityId)) !== null)
    }
    return Promise.all(rows.map(async (row) => (row && (await maySee(row)) ? row : null)))
  })
  /** What the viewer sees of sessions that they may see. */
  const view = new DataLoader<ViewKey, LiveViewFields, string>(
    async (keys) => {
      const others = keys.map(({ row }) => row.athleteId).filter((athleteId) => athleteId !== viewerId)
      const rules = await stores.athletePrivacy.many([...new Set(others)])
      return Promise.all(
        keys.map(({ row, span }) => liveViews.view(row, row.athleteId === viewerId, rules.get(row.athleteId), span)),
      )
    },
    { cacheKeyFn: ({ row, span }) => [row._id, row.revision, span?.startSeconds, span?.endSeconds].join(':') },
  )
  const liveView = (row: LiveSessionRow): Promise<LiveViewFields> => view.load({ row, span: null })
  /** The position alone, for sessions that the viewer may see. In most cases no track is read. */
  const livePosition = async (row: LiveSessionRow): Promise<LivePosition | null> => {
    if (row.athleteId === viewerId) return showOwnPosition(row)
    const open = showPositionWithoutTrack(row, await privacy.load(row.athleteId))
    return open === undefined ? (await liveView(row)).position : open
  }

  /** The metres of a session, of those that the viewer may see, while an event takes place. Null where the viewer sees no position. */
  const eventMeters = async (row: LiveSessionRow, times: EventTimes): Promise<number | null> => {
    const position = await livePosition(row)
    if (position === null) return null
    const span = spanInEvent(row, times)
    // The progress is of all of it.
    const known = hidesPlaces(await privacy.load(row.athleteId)) ? null : metersByProgress(row, span)
    return known ?? (await view.load({ row, span })).spanMeters
  }

  return { liveSession, liveView, livePosition, eventMeters }
}
