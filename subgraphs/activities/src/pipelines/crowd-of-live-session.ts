import { maySeeActivity, type Watched } from '@gruppetto/graph'
import type { LiveSessionRow } from '../domain/live-session.ts'
import type { Services } from '../services.ts'

/** More blocks than an athlete has. Where there are as many, nobody is in the crowd. */
const BLOCKS_READ = 20_000

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
  // Those of its athlete are few, and the crowd is not.
  const blocks = await services.relations.blocks.touching([row.athleteId], BLOCKS_READ)
  if (blocks.length === BLOCKS_READ) return []
  const apart = new Set([row.athleteId, ...blocks.flatMap(({ fromId, toId }) => [fromId, toId])])
  return watched.athleteIds.filter((athleteId) => !apart.has(athleteId))
}
