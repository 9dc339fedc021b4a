import { byIdLoader } from '@gruppetto/graph'
import { edgeId, photoLoader, relationLoader } from '@gruppetto/relations'
import DataLoader from 'dataloader'
import { type ClubRow, clubSeenBy } from './domain/club.ts'
import type { ClubGoalRow } from './domain/club-goal.ts'
import { mayAct, roleOf } from './domain/roles.ts'
import type { TakenDown } from './domain/values.ts'
import type { Services } from './services.ts'

/** Makes the DataLoaders of one request. `viewerId` is null when the caller is not a signed-in athlete. */
export const makeLoaders = ({ stores, boards, runtime }: Services, viewerId: string | null) => {
  const viewerMemberships = byIdLoader(async (clubIds: readonly string[]) =>
    viewerId === null ? new Map() : stores.memberships.ofAthlete(viewerId, clubIds),
  )
  /** Whether the viewer sees something that moderators have removed: who made it does, and those who run its club. */
  const seesRemoved = async ({ createdById, clubId }: { createdById: string; clubId: string | null }): Promise<boolean> =>
    (viewerId !== null && createdById === viewerId) ||
    (clubId !== null && mayAct('JUDGE_ACTIVITIES', roleOf(await viewerMemberships.load(clubId))))
  /** Returns the rows by id without those that moderators have removed, unless the viewer sees these too. */
  const unlessRemoved =
    <Row extends { createdById: string; clubId: string | null; moderation?: TakenDown }>(
      read: (ids: readonly string[]) => Promise<ReadonlyMap<string, Row>>,
    ) =>
    async (ids: readonly string[]): Promise<ReadonlyMap<string, Row>> => {
      const rows = [...(await read(ids))]
      const seen = await Promise.all(rows.map(([, row]) => row.moderation?.isTakenDown !== true || seesRemoved(row)))
      return new Map(rows.filter((_, index) => seen[index]))
    }
  return {
    /** The clubs as the viewer may see them; null for a SECRET one. Every road to a club goes through here. */
    clubs: byIdLoader(async (clubIds: readonly string[]) => {
      // The membership is read for each id, so that the time tells nothing about a SECRET club.
      const [clubs, memberships] = await Promise.all([
        stores.clubs.many(clubIds),
        Promise.all(clubIds.map((clubId) => viewerMemberships.load(clubId))),
      ])
      const seen = clubIds.flatMap((clubId, index): ClubRow[] => {
        const club = clubs.get(clubId)
        const shown = club === undefined ? null : clubSeenBy(club, memberships[index] ?? null)
        return shown === null ? [] : [shown]
      })
      return new Map(seen.map((club) => [club._id, club]))
    }),
    clubEvents: byIdLoader(unlessRemoved(stores.clubEvents.many)),
    /** The date of each event that is the next not to be over; of an event that is over, the last. */
    nextOccurrences: byIdLoader((eventIds: readonly string[]) => stores.occurrences.nextOf(eventIds, runtime.now())),
    eventRoutes: byIdLoader(stores.eventRoutes.many),
    /** By rsvpId. */
    rsvps: byIdLoader(stores.rsvps.many),
    /** By occurrenceId. */
    occurrences: byIdLoader(stores.occurrences.many),
    /** By rsvpId. */
    attendances: byIdLoader((ids: readonly string[]) => stores.attendances.many(ids)),
    challenges: byIdLoader(unlessRemoved((ids: readonly string[]) => stores.challenges.many(ids))),
    /** By calendarLinkId. */
    calendarLinks: byIdLoader(stores.calendarLinks.many),
    /** The viewer's memberships and requests, by club. */
    viewerMemberships,
    photos: photoLoader(stores.photos),
    /** Entries of athletes who take part, by entryId. */
    entries: byIdLoader(stores.entries.participating),
    activityFacts: byIdLoader(stores.activityFacts.many),
    /** By contributionId. */
    contributions: byIdLoader(stores.contributions.many),
    relations: relationLoader(stores.relations, viewerId),
    /** Whether an athlete follows the viewer. */
    followsViewer: new DataLoader<string, boolean>(async (athleteIds) => {
      if (viewerId === null) return athleteIds.map(() => false)
      const edges = athleteIds.map((athleteId) => edgeId(athleteId, viewerId))
      const present = await stores.relations.follows.presentAmong(edges)
      return edges.map((edge) => present.has(edge))
    }),
    /** The units that the members of a club have done for a goal. */
    goalTotals: new DataLoader<ClubGoalRow, number, string>(
      async (goals) => {
        const totals = await stores.goalParts.totals(goals)
        return goals.map(({ _id }) => totals.get(_id) ?? 0)
      },
      { cacheKeyFn: ({ _id }) => _id },
    ),
    /** The rank of a score on the whole board. */
    ranks: new DataLoader<{ challengeId: string; units: number }, number, string>(
      async (keys) => {
        const challengeIds = [...new Set(keys.map((key) => key.challengeId))]
        const boardsRanks = await Promise.all(
          challengeIds.map((challengeId) =>
            boards.ranksOf(
              challengeId,
              keys.filter((key) => key.challengeId === challengeId).map((key) => key.units),
            ),
          ),
        )
        const ranks = new Map(challengeIds.map((challengeId, index) => [challengeId, boardsRanks[index]]))
        return keys.map(({ challengeId, units }) => ranks.get(challengeId)?.get(units) ?? new Error('a score has no rank'))
      },
      { cacheKeyFn: ({ challengeId, units }) => `${challengeId}:${units}` },
    ),
    /** The athletes whom the viewer blocked or who blocked the viewer. */
    blocked: new DataLoader<'viewer', ReadonlySet<string>>(async (keys) => {
      const blocked = viewerId === null ? new Set<string>() : await stores.relations.blockedEitherWay(viewerId)
      return keys.map(() => blocked)
    }),
    /** The clubs of which the viewer is an active member. */
    viewerClubs: new DataLoader<'viewer', readonly string[]>(async (keys) => {
      const clubIds = viewerId === null ? [] : await stores.memberships.activeClubIds(viewerId)
      return keys.map(() => clubIds)
    }),
  }
}

export type Loaders = ReturnType<typeof makeLoaders>
