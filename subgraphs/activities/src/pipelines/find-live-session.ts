import { badUserInput, mayAppearTo } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { isLinkOpen, type LiveSessionRow } from '../domain/live-session.ts'
import type { QueryLiveSessionArgs } from '../generated/resolvers.ts'
import { tokenHashOf } from './live-link.ts'

/**
 * A session by its id, as an activity of its visibility; or by the token of its share link, whatever its visibility, also for somebody signed
 * out. A block holds for both: only who says no name can't be known by it. Null without a difference for what does not exist, what the
 * viewer may not see, and a link that has ended.
 */
export const findLiveSession = async (
  { id, shareToken }: QueryLiveSessionArgs,
  { services: { stores, runtime }, loaders }: Context,
): Promise<LiveSessionRow | null> => {
  if ((id == null) === (shareToken == null))
    throw badUserInput([{ path: id == null ? 'id' : 'shareToken', message: 'ask by id or by shareToken, one of the two' }])
  if (id != null) return loaders.liveSession.load(id)
  const tokenHash = tokenHashOf(shareToken ?? '')
  const row = tokenHash === null ? null : await stores.liveSessions.byTokenHash(tokenHash)
  if (row === null || !isLinkOpen(row, runtime.now())) return null
  if (!mayAppearTo(await loaders.relation.load(row.athleteId))) return null
  // Whoever deletes what a session became wants none of it seen.
  const isDeleted = row.activityId !== null && (await stores.activities.many([row.activityId])).length === 0
  return isDeleted ? null : row
}
