import { badUserInput, mayAppearTo } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { isLinkOpen, type LiveSessionRow } from '../domain/live-session.ts'
import type { QueryLiveSessionArgs } from '../generated/resolvers.ts'
import { tokenHashOf } from './live-link.ts'

/**
 * Finds a session by its id, under the same rules as an activity of its visibility, or by the token of its share link. A link works
 * for any visibility, and for visitors who are signed out. A block hides the session in both cases; it cannot apply to somebody who is
 * signed out. Returns null for what does not exist, for what the viewer may not see, and for a link that has ended, so that the
 * viewer cannot tell them apart.
 */
export const findLiveSession = async (
  { stores, runtime, loaders, viewerId }: Context,
  { id, shareToken }: QueryLiveSessionArgs,
): Promise<LiveSessionRow | null> => {
  if ((id == null) === (shareToken == null))
    throw badUserInput([{ path: id == null ? 'id' : 'shareToken', message: 'ask by id or by shareToken, one of the two' }])
  if (id != null) return loaders.liveSession.load(id)
  const tokenHash = tokenHashOf(shareToken ?? '')
  const row = tokenHash === null ? null : await stores.liveSessions.byTokenHash(tokenHash)
  if (row === null || !isLinkOpen(row, runtime.now())) return null
  if (!mayAppearTo(await loaders.relation.load(row.athleteId))) return null
  if (row.activityId === null) return row
  // An athlete who deletes or crops the activity of a session does not want the session to be seen either.
  const [activity] = await stores.activities.many([row.activityId])
  const isShown = activity !== undefined && (!activity.crop || row.athleteId === viewerId)
  return isShown ? row : null
}
