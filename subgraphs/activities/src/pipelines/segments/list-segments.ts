import { type Connection, connectionOf, pageRequest, validInput } from '@gruppetto/graph'
import type { Context } from '../../context.ts'
import type { EffortRow } from '../../domain/segments/effort.ts'
import { boundingBox } from '../../domain/segments/inputs.ts'
import type { SegmentRow } from '../../domain/segments/segment.ts'
import type { QuerySegmentsArgs, SegmentViewerEffortsArgs, ViewerStarredSegmentsArgs } from '../../generated/resolvers.ts'
import { popularity } from '../../stores/segments.ts'

/** Segments that start in a box, the most popular first. Everyone sees them all, so a page is only short at the end. */
export const listSegments = async (
  { within, sport, ...args }: QuerySegmentsArgs,
  { services, loaders }: Context,
): Promise<Connection<SegmentRow>> => {
  const page = pageRequest(args, ['number', 'number', 'string'])
  const rows = await services.stores.segments.page(validInput(boundingBox, within, 'within'), sport ?? null, page)
  for (const row of rows) loaders.segment.prime(row._id, row)
  return connectionOf(rows, page, popularity, (row) => row)
}

/** The viewer's starred segments, the last starred first. */
export const listStarredSegments = async (
  athleteId: string,
  args: ViewerStarredSegmentsArgs,
  { services, loaders }: Context,
): Promise<Connection<SegmentRow>> => {
  const page = pageRequest(args, ['number', 'string'])
  const stars = await services.stores.segmentStars.page(athleteId, page)
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

/** The viewer's own efforts on a segment, newest first; null for nobody. */
export const listViewerEfforts = async (
  segmentId: string,
  args: SegmentViewerEffortsArgs,
  { services, loaders, viewerId }: Context,
): Promise<Connection<EffortRow> | null> => {
  const page = pageRequest(args, ['number', 'number', 'string'])
  if (viewerId === null) return null
  const read = await services.stores.efforts.page(viewerId, segmentId, page)
  // Of an activity that was deleted a moment ago they are still there.
  const activities = await Promise.all(read.map(({ activityId }) => loaders.activity.load(activityId)))
  const rows = read.filter((_row, index) => activities[index] !== null)
  return connectionOf(
    rows,
    page,
    (row) => [row.startedAt.getTime(), row.startSeconds, row._id],
    (row) => row,
  )
}
