import { inOrderOf } from '@gruppetto/graph'
import DataLoader from 'dataloader'
import type { BestsRow } from '../domain/segments/bests.ts'
import type { EffortRow } from '../domain/segments/effort.ts'
import type { SegmentRow, SegmentWithLine } from '../domain/segments/segment.ts'
import type { Services } from '../services.ts'
import type { ActivityLoaders } from './activities.ts'
import type { RecordingLoaders } from './recordings.ts'

/** Loads segments and the efforts on them. */
export const makeSegmentLoaders = (
  { stores }: Services,
  viewerId: string | null,
  { activity, sinceSeconds }: ActivityLoaders & Pick<RecordingLoaders, 'sinceSeconds'>,
) => {
  /** Segments without their lines. Everyone may see every segment. */
  const segment = new DataLoader<string, SegmentRow | null>(async (ids) => inOrderOf(ids, await stores.segments.many(ids)))
  const segmentLine = new DataLoader<string, SegmentWithLine | null>(async (ids) =>
    inOrderOf(ids, await stores.segments.withLines(ids)),
  )
  const isStarred = new DataLoader<string, boolean>(async (ids) => {
    const starred = viewerId === null ? new Set() : await stores.segmentStars.starredAmong(viewerId, ids)
    return ids.map((id) => starred.has(id))
  })
  const mayShow = async (row: EffortRow): Promise<boolean> =>
    (row.athleteId === viewerId || !row.hidden) && (await activity.load(row.activityId)) !== null
  /** Efforts that the viewer may see: those of visible activities, and of others only those that do not touch a hidden place. */
  const effort = new DataLoader<string, EffortRow | null>(async (ids) =>
    Promise.all(inOrderOf(ids, await stores.efforts.many(ids)).map(async (row) => (row && (await mayShow(row)) ? row : null))),
  )
  const activityEfforts = new DataLoader<string, readonly EffortRow[]>(async (ids) => {
    const rows = await stores.efforts.ofActivities(ids, null)
    const shown = await Promise.all(rows.map(mayShow))
    return ids.map((id) => rows.filter((row, index) => row.activityId === id && shown[index] === true))
  })
  /** For an activity with efforts: the start of the part that is visible to others, in seconds of the recording. */
  const effortClock = new DataLoader<string, number>((ids) =>
    Promise.all(
      ids.map(async (id) => {
        const row = await activity.load(id)
        return row === null ? 0 : sinceSeconds(row)
      }),
    ),
  )
  const bests = new DataLoader<string, BestsRow | null>(async (ids) => inOrderOf(ids, await stores.bests.many(ids)))

  return { segment, segmentLine, isStarred, effort, activityEfforts, effortClock, bests }
}
