import { type CursorKey, connectionOf, filteredPage, maySeeProfile, type PageArguments, pageRequest } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { type ChallengeRow, maySeeChallenge, statusAt } from '../domain/challenge.ts'
import { type ClubRow, isActive } from '../domain/club.ts'
import { type EntryRow, entryId } from '../domain/entry.ts'
import type { RankedEntry } from '../domain/leaderboard.ts'
import type { ChallengeStatus, Sport } from '../domain/values.ts'
import { isNamedFor } from './named-entries.ts'

/** The challenge as the viewer may see it: null for a hidden one and for none, without a difference. Batched. */
export const visibleChallenge = async (id: string, context: Context): Promise<ChallengeRow | null> => {
  const challenge = await context.loaders.challenges.load(id)
  if (challenge === null || challenge.isPublic || challenge.clubId === null) return challenge
  return maySeeChallenge(challenge, await context.loaders.viewerMemberships.load(challenge.clubId)) ? challenge : null
}

interface ChallengeFilter {
  readonly status?: ChallengeStatus | null
  readonly sport?: Sport | null
  readonly sponsoredOnly?: boolean | null
}

const listed = async (
  args: PageArguments & ChallengeFilter,
  scope: { readonly clubId: string | null; readonly insideClubs: readonly string[] },
  context: Context,
) => {
  const page = pageRequest({ first: args.first, after: args.after }, ['number', 'string'])
  const rows = await context.stores.challenges.list({
    ...scope,
    status: args.status ?? null,
    sport: args.sport ?? null,
    sponsoredOnly: args.sponsoredOnly ?? false,
    after: page.after === null ? null : { startsAtMs: Number(page.after[0]), id: String(page.after[1]) },
    limit: page.size + 1,
    nowMs: context.runtime.now(),
  })
  return connectionOf(
    rows,
    page,
    (row) => [row.startsAtMs, row._id],
    (row) => row,
  )
}

/** Query.challenges: everyone's, and those of the viewer's own clubs; the latest start first. */
export const listChallenges = async (args: PageArguments & ChallengeFilter, context: Context) => {
  const insideClubs = await context.loaders.viewerClubs.load('viewer')
  return { ...(await listed(args, { clubId: null, insideClubs }, context)), totalCount: null }
}

/** Club.challenges. */
export const clubChallenges = async (club: ClubRow, args: PageArguments & ChallengeFilter, context: Context) => {
  const membership = await context.loaders.viewerMemberships.load(club._id)
  const insideClubs = isActive(membership) ? [club._id] : []
  return { ...(await listed(args, { clubId: club._id, insideClubs }, context)), totalCount: null }
}

const joinedPlaceOf = ([joinedAtMs, challengeId]: CursorKey) => ({
  joinedAtMs: Number(joinedAtMs),
  challengeId: String(challengeId),
})

/**
 * Athlete.challenges: what the athlete takes part in and the viewer may see, the last joined first; null where the profile is hidden. Without those in which
 * the athlete is not named to the viewer.
 */
export const athleteChallenges = async (
  athleteId: string,
  args: PageArguments & { readonly status?: ChallengeStatus | null },
  context: Context,
) => {
  const relation = await context.loaders.relations.load(athleteId)
  if (!maySeeProfile(relation)) return null
  const page = pageRequest({ first: args.first, after: args.after }, ['number', 'string'])
  const nowMs = context.runtime.now()
  const connection = await filteredPage(page, {
    read: (after, limit) => context.stores.entries.ofAthlete(athleteId, after && joinedPlaceOf(after), limit),
    show: async (entries: readonly EntryRow[]) => {
      const challenges = await Promise.all(entries.map((entry) => visibleChallenge(entry.challengeId, context)))
      const named = await Promise.all(
        entries.map((entry, index) => challenges[index] && isNamedFor(challenges[index], entry, context)),
      )
      return challenges.map((challenge, index) => {
        if (challenge === null || !named[index]) return null
        return args.status && statusAt(challenge, nowMs) !== args.status ? null : challenge
      })
    },
    keyOf: (row) => [row.joinedAtMs, row.challengeId],
  })
  return { ...connection, totalCount: null }
}

/** The viewer's entry, or null. */
export const viewerEntryOf = async (challenge: ChallengeRow, context: Context): Promise<EntryRow | null> =>
  context.viewerId === null ? null : context.loaders.entries.load(entryId(challenge._id, context.viewerId))

/** Challenge.viewerEntry, with its rank on the whole board. */
export const rankedViewerEntry = async (challenge: ChallengeRow, context: Context): Promise<RankedEntry | null> => {
  const entry = await viewerEntryOf(challenge, context)
  if (entry === null) return null
  return { entry, rank: await context.loaders.ranks.load({ challengeId: challenge._id, units: entry.units }) }
}
