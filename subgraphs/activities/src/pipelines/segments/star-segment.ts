import { randomUUID } from 'node:crypto'
import { notFound, requireAthlete } from '@gruppetto/graph'
import type { Context } from '../../context.ts'
import type { SegmentRow } from '../../domain/segments/segment.ts'

/** Stars a segment or removes the star. Repeatable. */
export const starSegment = async ({ caller, stores, runtime }: Context, id: string, isStarred: boolean): Promise<SegmentRow> => {
  const { athleteId } = requireAthlete(caller)
  const [segment] = await stores.segments.many([id])
  if (segment === undefined) throw notFound('This segment')
  if (isStarred) await stores.segmentStars.add(athleteId, id, new Date(runtime.now()))
  else await stores.segmentStars.remove(athleteId, id)
  await stores.liveSegmentMatches.markStars(athleteId, randomUUID())
  return segment
}
