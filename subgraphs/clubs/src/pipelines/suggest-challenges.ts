import { pageRequest } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import type { ChallengeRow } from '../domain/challenge.ts'
import { suggestAmong } from '../domain/suggest-challenges.ts'

const DAY_MS = 24 * 3_600_000
/** How far back an activity says what the viewer does. */
const RECENT_MS = 56 * DAY_MS
/** The newest challenges of each status that are looked at. */
const CANDIDATES = 100
const FOLLOWS_READ = 200
const ENTRIES_READ = 1_000

/** Counts those whom the viewer follows in each challenge that is not over. Whom a sponsored one does not name is not counted. */
const countFriends = async ({ runtime, stores }: Context, viewerId: string, candidates: readonly ChallengeRow[]) => {
  const followed = await stores.relations.follows.from(viewerId, FOLLOWS_READ)
  const entries = await stores.entries.open(followed, new Date(runtime.now()), ENTRIES_READ)
  const sponsored = new Set(candidates.filter((challenge) => challenge.sponsored).map(({ _id }) => _id))
  const friends = new Map<string, number>()
  for (const { challengeId, sharesWithBrand } of entries) {
    if (sponsored.has(challengeId) && !sharesWithBrand) continue
    friends.set(challengeId, (friends.get(challengeId) ?? 0) + 1)
  }
  return friends
}

/** Lists Viewer.suggestedChallenges: challenges that the viewer could join, the most suitable first. Needs seven reads. */
export const suggestChallenges = async (
  context: Context,
  viewerId: string,
  first: number | null | undefined,
): Promise<readonly ChallengeRow[]> => {
  const { loaders, runtime, stores } = context
  const { size } = pageRequest({ first }, [])
  const nowMs = runtime.now()
  const insideClubs = await loaders.viewerClubs.load('viewer')
  const list = (status: 'ACTIVE' | 'UPCOMING') =>
    stores.challenges.list({
      ...{ clubId: null, insideClubs, status, sport: null, sponsoredOnly: false, after: null },
      ...{ limit: CANDIDATES, nowMs },
    })
  const [active, upcoming, sports, own] = await Promise.all([
    list('ACTIVE'),
    list('UPCOMING'),
    stores.activityFacts.sportsSince(viewerId, new Date(nowMs - RECENT_MS)),
    stores.entries.open([viewerId], new Date(nowMs), ENTRIES_READ),
  ])
  const candidates = [...active, ...upcoming]
  const viewer = {
    clubIds: new Set(insideClubs),
    sports,
    joined: new Set(own.map(({ challengeId }) => challengeId)),
    friends: await countFriends(context, viewerId, candidates),
  }
  return suggestAmong(candidates, viewer, size)
}
