import { type Candidate, scoreCandidates, type Tie, type TieReason } from '../domain/suggestions.ts'
import type { Services } from '../services.ts'
import type { GroupKind } from '../stores/participations.ts'

/** Through how many followed athletes, clubs, segments or challenges ties may lead. */
const VIAS_READ = 40
/** How many rows one query reads at most, however large the graph or a club is. */
const ROWS_READ = 400
/** More candidates than this are not looked at. Most of them may be suggested. */
const MOST_CANDIDATES = 200

/** Returns those whom the athletes follow whom the viewer followed last. */
const gatherFollowed = async ({ stores }: Services, viewerId: string): Promise<readonly Tie[]> => {
  const followed = await stores.follows.from({ followerId: viewerId, state: 'FOLLOWING', after: null, limit: VIAS_READ })
  const second = await stores.follows.fromAny(
    followed.map((row) => row.followeeId),
    ROWS_READ,
  )
  return second.map(({ followerId, followeeId }) => ({
    reason: 'FOLLOWED_BY_FOLLOWED',
    candidateId: followeeId,
    viaId: followerId,
  }))
}

/** Leaves out the groups in which not everybody may know who takes part. */
const keepPublic = async ({ stores }: Services, kind: GroupKind, groupIds: readonly string[]): Promise<readonly string[]> => {
  if (kind === 'CLUB') {
    const clubs = await stores.clubs.many(groupIds)
    return groupIds.filter((id) => clubs.get(id)?.isOpen === true)
  }
  if (kind === 'CHALLENGE') {
    const challenges = await stores.challenges.many(groupIds)
    return groupIds.filter((id) => challenges.get(id)?.isForAll === true)
  }
  return groupIds
}

/** Returns the athletes with whom the viewer shares clubs, segments or challenges. */
const gatherShared = async (
  services: Services,
  viewerId: string,
  kind: GroupKind,
  reason: TieReason,
): Promise<readonly Tie[]> => {
  const { participations, sponsoredChallenges } = services.stores
  const own = (await participations.groupsOf(viewerId, kind, ROWS_READ)).slice(0, VIAS_READ)
  const groups = await keepPublic(services, kind, own)
  const [members, sponsored] = await Promise.all([
    participations.membersOf(groups, ROWS_READ),
    kind === 'CHALLENGE' ? sponsoredChallenges.among(groups) : new Set<string>(),
  ])
  // In a sponsored challenge, only those who agreed to it are named to everybody.
  const named = members.filter(({ groupId, isNamed }) => isNamed || !sponsored.has(groupId))
  return named.map(({ groupId, athleteId }) => ({ reason, candidateId: athleteId, viaId: groupId }))
}

/**
 * Gathers and scores athletes who are near the viewer. Every query follows an index and reads a limited number of rows, so the work
 * does not grow with the graph.
 */
export const gatherCandidates = (
  services: Services,
  viewerId: string,
  { withSegments }: { readonly withSegments: boolean },
): Promise<readonly Candidate[]> =>
  services.stores.suggestionCache.of(viewerId, async () => {
    const ties = await Promise.all([
      gatherFollowed(services, viewerId),
      gatherShared(services, viewerId, 'CLUB', 'SAME_CLUB'),
      withSegments ? gatherShared(services, viewerId, 'SEGMENT', 'SAME_SEGMENTS') : [],
      gatherShared(services, viewerId, 'CHALLENGE', 'SAME_CHALLENGE'),
    ])
    return scoreCandidates(
      ties.flat().filter(({ candidateId }) => candidateId !== viewerId),
      MOST_CANDIDATES,
    )
  })
