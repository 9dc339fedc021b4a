import { maySeeActivity, type Watched } from '@gruppetto/graph'
import { edgeId } from '@gruppetto/relations'
import type { LiveSessionRow } from '../domain/live-session.ts'
import type { Services } from '../services.ts'

/** Finds the session as somebody who is signed out does. */
const findForAll = async (
  { stores, relations }: Services,
  { topic, key }: Pick<Watched, 'topic' | 'key'>,
): Promise<LiveSessionRow | null> => {
  // Whoever has the link sees the session, whatever its visibility.
  if (topic === 'liveLink') return stores.liveSessions.byTokenHash(key)
  const [row] = topic === 'liveSession' ? await stores.liveSessions.many([key]) : []
  // What became of it may be seen by others than the session was.
  if (row === undefined || row.activityId !== null) return null
  const relation = (await relations.between(null, [row.athleteId])).get(row.athleteId)
  return relation !== undefined && maySeeActivity(row.visibility, relation) ? row : null
}

/**
 * Returns the athletes to whom a live session looks as it does to somebody who is signed out: all but its athlete, and those between whom
 * and the athlete there is a block. Followers see no more of it than others.
 */
export const crowdOfLiveSession = async (services: Services, watched: Watched): Promise<readonly string[]> => {
  const row = await findForAll(services, watched)
  if (row === null) return []
  const owner = row.athleteId
  const others = watched.athleteIds.filter((athleteId) => athleteId !== owner)
  const blocks = await services.relations.blocks.presentAmong(
    others.flatMap((athleteId) => [edgeId(athleteId, owner), edgeId(owner, athleteId)]),
  )
  return others.filter((athleteId) => !blocks.has(edgeId(athleteId, owner)) && !blocks.has(edgeId(owner, athleteId)))
}
