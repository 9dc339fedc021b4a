import { type Connection, connectionOf, pageRequest, validInput } from '@gruppetto/graph'
import type { Context } from '../../context.ts'
import type { EffortRow } from '../../domain/segments/effort.ts'
import { boundingBox } from '../../domain/segments/inputs.ts'
import type { SegmentRow } from '../../domain/segments/segment.ts'
import type { QuerySegmentsArgs, SegmentViewerEffortsArgs, ViewerStarredSegmentsArgs } from '../../generated/resolvers.ts'
import { popularity } from '../../stores/segments.ts'

/** Lists the segments that start in a box, the most popular first. Everyone sees all segments, so only the last page can be short. */
export const listSegments = async (
  { stores, loaders }: Context,
  { within, sport, ...args }: QuerySegmentsArgs,
): Promise<Connection<SegmentRow>> => {
  const page = pageRequest(args, ['number', 'number', 'string'])
  const rows = await stores.segments.page(validInput(boundingBox, within, 'within'), sport ?? null, page)
  for (const row of rows) loaders.segment.prime(row._id, row)
  return connectionOf(rows, page, popularity, (row) => row)
}

/** Lists the viewer's starred segments, the one starred last first. */
export const listStarredSegments = async (
  { stores, loaders }: Context,
  athleteId: string,
  args: ViewerStarredSegmentsArgs,
): Promise<Connection<SegmentRow>> => {
  const page = pageRequest(args, ['number', 'string'])
  const stars = await stores.segmentStars.page(athleteId, page)
  const segments = await Promise.all(stars.map(({ segmentId }) => loaders.segment.load(segmentId)))
  const rows = stars.flatMap((star, index) => {
    const segment = segments[index]
    return segment ? [{ star, segment }] : []
  })
  return connectionOf(
    rows,
    page,
    ({ star }) => [star.starredAt.getTime(), star.segmentId],
    ({ segment }) => segment,
  )
}

/** Lists the viewer's own efforts on a segment, newest first. Returns null when nobody is signed in. */
export const listViewerEfforts = async (
  { stores, loaders, viewerId }: Context,
  segmentId: string,
  args: SegmentViewerEffortsArgs,
): Promise<Connection<EffortRow> | null> => {
  const page = pageRequest(args, ['number', 'number', 'string'])
  if (viewerId === null) return null
  const efforts = await stores.efforts.page(viewerId, segmentId, page)
  // The efforts of an activity that was deleted a moment ago still exist.
  const activities = await Promise.all(efforts.map(({ activityId }) => loaders.activity.load(activityId)))
  const rows = efforts.filter((_row, index) => activities[index] !== null)
  return connectionOf(
    rows,
    page,
    (row) => [row.startedAt.getTime(), row.startSeconds, row._id],
    (row) => row,
  )
}
