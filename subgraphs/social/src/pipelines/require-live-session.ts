import { maySeeActivity, notFound } from '@gruppetto/graph'
import { awaitProjection } from '@gruppetto/relations'
import type { Context } from '../context.ts'
import type { LiveSessionRow } from '../domain/cheers.ts'

/** Returns the live session that a mutation names. Throws NOT_FOUND when the viewer may not see it. Waits a moment for a new one. */
export const requireLiveSession = async ({ stores, loaders, runtime }: Context, id: string): Promise<LiveSessionRow> => {
  const session = await awaitProjection(id, runtime.now(), () => stores.liveSessions.get(id))
  const isSeen = session !== null && maySeeActivity(session.visibility, await loaders.relation.load(session.athleteId))
  if (!isSeen) throw notFound('This live session')
  return session
}
