import type { Context } from '../../context.ts'
import { bestsId } from '../../domain/segments/bests.ts'
import type { EffortRow } from '../../domain/segments/effort.ts'

/**
 * Returns the rank of an effort among those of its athlete on the segment that the viewer may see. Returns null after the third, and for
 * an effort that does not count.
 */
export const readPersonalRank = async (
  { loaders }: Context,
  { _id, segmentId, athleteId }: EffortRow,
): Promise<number | null> => {
  const [row, relation] = await Promise.all([loaders.bests.load(bestsId(segmentId, athleteId)), loaders.relation.load(athleteId)])
  const audience = relation.isSelf ? 'ONLY_ME' : relation.viewerFollowsOwner ? 'FOLLOWERS' : 'EVERYONE'
  const index = row?.best[audience].findIndex(({ effortId }) => effortId === _id) ?? -1
  return index < 0 ? null : index + 1
}
