import { type CursorKey, connectionOf, filteredPage, maySeeProfile, type PageArguments, pageRequest } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { type ChallengeRow, maySeeChallenge, statusAt } from '../domain/challenge.ts'
import { type ClubRow, isActive } from '../domain/club.ts'
import { type EntryRow, entryId } from '../domain/entry.ts'
import type { RankedEntry } from '../domain/leaderboard.ts'
import type { ChallengeStatus, Sport } from '../domain/values.ts'
import { isNamedForViewer } from './named-entries.ts'

/** Returns the challenge, or null when there is none or when the viewer may not see it. */
export const findChallenge = async ({ loaders }: Context, id: string): Promise<ChallengeRow | null> => {
  const challenge = await loaders.challenges.load(id)
  if (challenge === null || challenge.isPublic || challenge.clubId === null) return challenge
  return maySeeChallenge(challenge, await loaders.viewerMemberships.load(challenge.clubId)) ? challenge : null
}

interface ChallengeFilter {
  readonly status?: ChallengeStatus | null
  readonly sport?: Sport | null
  readonly sponsoredOnly?: boolean | null
}

interface ChallengeScope {
  /** Only challenges of this club; null for all challenges. */
  readonly clubId: string | null
  /** The clubs whose hidden challenges the viewer may see. */
  readonly insideClubs: readonly string[]
}

const readChallenges = async (context: Context, scope: ChallengeScope, args: PageArguments & ChallengeFilter) => {
  const page = pageRequest({ first: args.first, after: args.after }, ['number', 'string'])
  const rows = await context.stores.challenges.list({
    ...scope,
    status: args.status ?? null,
    sport: args.sport ?? null,
    sponsoredOnly: args.sponsoredOnly ?? false,
    after: page.after === null ? null : { startsAt: new Date(Number(page.after[0])), id: String(page.after[1]) },
    limit: page.size + 1,
    nowMs: context.runtime.now(),
  })
  return connectionOf(
    rows,
    page,
    (row) => [row.startsAt.getTime(), row._id],
    (row) => row,
  )
}

/** Lists Query.challenges: those for everyone and those of the viewer's clubs. The latest start comes first. */
export const listChallenges = async (context: Context, args: PageArguments & ChallengeFilter) => {
  const insideClubs = await context.loaders.viewerClubs.load('viewer')
  return { ...(await readChallenges(context, { clubId: null, insideClubs }, args)), totalCount: null }
}

/** Lists Club.challenges. */
export const listClubChallenges = async (context: Context, club: ClubRow, args: PageArguments & ChallengeFilter) => {
  const membership = await context.loaders.viewerMemberships.load(club._id)
  const insideClubs = isActive(membership) ? [club._id] : []
  return { ...(await readChallenges(context, { clubId: club._id, insideClubs }, args)), totalCount: null }
}

const placeOfJoining = ([joinedAt, challengeId]: CursorKey) => ({
  joinedAt: new Date(Number(joinedAt)),
  challengeId: String(challengeId),
})

/**
 * Lists Athlete.challenges: the challenges of the athlete that the viewer may see and in which the viewer may learn the athlete's
 * name. The last joined comes first. Returns null when the viewer may not see the profile.
 */
export const listAthleteChallenges = async (
  context: Context,
  athleteId: string,
  args: PageArguments & { readonly status?: ChallengeStatus | null },
) => {
  const relation = await context.loaders.relations.load(athleteId)
  if (!maySeeProfile(relation)) return null
  const page = pageRequest({ first: args.first, after: args.after }, ['number', 'string'])
  const nowMs = context.runtime.now()
  const connection = await filteredPage(page, {
    read: (after, limit) => context.stores.entries.ofAthlete(athleteId, after && placeOfJoining(after), limit),
    show: async (entries: readonly EntryRow[]) => {
      const challenges = await Promise.all(entries.map((entry) => findChallenge(context, entry.challengeId)))
      const named = await Promise.all(
        entries.map((entry, index) => challenges[index] && isNamedForViewer(context, challenges[index], entry)),
      )
      return challenges.map((challenge, index) => {
        if (challenge === null || !named[index]) return null
        return args.status && statusAt(challenge, nowMs) !== args.status ? null : challenge
      })
    },
    keyOf: (row) => [row.joinedAt.getTime(), row.challengeId],
  })
  return { ...connection, totalCount: null }
}

export const findViewerEntry = async ({ loaders, viewerId }: Context, challenge: ChallengeRow): Promise<EntryRow | null> =>
  viewerId === null ? null : loaders.entries.load(entryId(challenge._id, viewerId))

/** Returns the rank of an entry on the whole board: that of the final standing, once there is one. */
export const loadRank = async ({ loaders }: Context, { challengeId, finalRank, units }: EntryRow): Promise<number> =>
  finalRank ?? loaders.ranks.load({ challengeId, units })

/** Returns the viewer's entry with its rank on the whole board, or null. */
export const rankViewerEntry = async (context: Context, challenge: ChallengeRow): Promise<RankedEntry | null> => {
  const entry = await findViewerEntry(context, challenge)
  if (entry === null) return null
  return { entry, rank: await loadRank(context, entry) }
}
