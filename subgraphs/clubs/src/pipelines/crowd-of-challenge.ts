import type { Watched } from '@gruppetto/graph'
import { entryId } from '../domain/entry.ts'
import type { Services } from '../services.ts'

/** More blocks than thousands of athletes have. Where there are as many, nobody is in the crowd. */
const BLOCKS_READ = 20_000

/**
 * Returns the athletes to whom a challenge and its board of everyone look as they do to somebody who is signed out: those between whom
 * and the participants there is no block. Nobody is where the challenge is for members, was taken down, or has a sponsor: there, whom an
 * entry names depends on who follows whom.
 */
export const crowdOfChallenge = async ({ stores }: Services, { topic, key, athleteIds }: Watched): Promise<readonly string[]> => {
  if (topic !== 'challenge') return []
  const challenge = (await stores.challenges.many([key])).get(key)
  const isForAll = challenge !== undefined && (challenge.isPublic || challenge.clubId === null)
  if (!isForAll || challenge.sponsored || challenge.moderation?.isTakenDown === true) return []
  const blocks = await stores.relations.blocks.touching(athleteIds, BLOCKS_READ)
  if (blocks.length === BLOCKS_READ) return []
  const concerned = new Set(blocks.flatMap(({ fromId, toId }) => [fromId, toId]))
  const onBoard = await stores.entries.participating([...concerned].map((athleteId) => entryId(key, athleteId)))
  const apart = new Set(
    blocks.flatMap(({ fromId, toId }) => [
      ...(onBoard.has(entryId(key, toId)) ? [fromId] : []),
      ...(onBoard.has(entryId(key, fromId)) ? [toId] : []),
    ]),
  )
  return athleteIds.filter((athleteId) => !apart.has(athleteId))
}
