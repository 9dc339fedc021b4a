import type { Context } from '../../context.ts'
import { bestsId } from '../../domain/segments/bests.ts'
import type { EffortRow } from '../../domain/segments/effort.ts'

/** The rank of an effort among its athlete's on the segment, of those the viewer may see; null past the third, and of what does not count. */
export const personalRank = async (
  { _id, segmentId, athleteId }: EffortRow,
  { loaders }: Pick<Context, 'loaders'>,
): Promise<number | null> => {
  const [row, relation] = await Promise.all([loaders.bests.load(bestsId(segmentId, athleteId)), loaders.relation.load(athleteId)])
  const audience = relation.isSelf ? 'ONLY_ME' : relation.viewerFollowsOwner ? 'FOLLOWERS' : 'EVERYONE'
  const index = row?.best[audience].findIndex(({ effortId }) => effortId === _id) ?? -1
  return index < 0 ? null : index + 1
}
