import { randomUUID } from 'node:crypto'
import { type AthleteCaller, notFound } from '@gruppetto/graph'
import type { SegmentRow } from '../../domain/segments/segment.ts'
import type { Services } from '../../services.ts'

/** Stars a segment or takes the star away; repeatable. */
export const starSegment = async (
  { stores, runtime }: Services,
  { athleteId }: AthleteCaller,
  id: string,
  starred: boolean,
): Promise<SegmentRow> => {
  const [segment] = await stores.segments.many([id])
  if (segment === undefined) throw notFound('This segment')
  if (starred) await stores.segmentStars.add(athleteId, id, new Date(runtime.now()))
  else await stores.segmentStars.remove(athleteId, id)
  await stores.liveSegmentMatches.markStars(athleteId, randomUUID())
  return segment
}
