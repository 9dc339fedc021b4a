import {
  badUserInput,
  type CursorKey,
  connectionOf,
  EMPTY_CONNECTION,
  filteredPage,
  maySeeProfile,
  type PageArguments,
  pageRequest,
  readSearchQuery,
  requireAthlete,
  validInput,
} from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { type ClubRow, type MembershipRow, maySeeInside } from '../domain/club.ts'
import { nearInput } from '../domain/club-input.ts'
import { wordsOf } from '../domain/text.ts'
import type { Sport } from '../domain/values.ts'

/** Returns the club with an id or a slug. Exactly one of them must be given. */
export const findClub = async (
  { loaders, stores }: Context,
  { id, slug }: { readonly id?: string | null; readonly slug?: string | null },
): Promise<ClubRow | null> => {
  const hasId = id !== null && id !== undefined
  const hasSlug = slug !== null && slug !== undefined
  if (hasId === hasSlug) throw badUserInput([{ path: hasId ? 'slug' : 'id', message: 'give either id or slug' }])
  const clubId = hasSlug ? (await stores.clubs.bySlug(slug.toLowerCase()))?._id : id
  return loaders.clubs.load(clubId ?? '')
}

/** Searches clubs by the beginnings of words, sport and place, the largest club first. A query without a letter or digit finds nothing. */
export const searchClubs = async (
  { stores }: Context,
  args: PageArguments & { readonly query?: string | null; readonly sport?: Sport | null; readonly near?: unknown },
) => {
  const page = pageRequest({ first: args.first, after: args.after }, ['number', 'string'])
  const query = readSearchQuery(args.query)
  const words = wordsOf(query)
  if (query !== '' && words.length === 0) return { ...EMPTY_CONNECTION, totalCount: null }
  const rows = await stores.clubs.search({
    words,
    sport: args.sport ?? null,
    near: validInput(nearInput, args.near, 'near'),
    after: page.after === null ? null : { memberCount: Number(page.after[0]), id: String(page.after[1]) },
    limit: page.size + 1,
  })
  return {
    ...connectionOf(
      rows,
      page,
      (row) => [row.memberCount, row._id],
      (row) => row,
    ),
    totalCount: null,
  }
}

const placeOfJoining = ([joinedAt, clubId]: CursorKey) => ({ joinedAt: new Date(Number(joinedAt)), clubId: String(clubId) })

/** Lists the clubs of an athlete, the last joined first. Only the athlete and members of a club see one that is not OPEN. */
const listClubsOf = async ({ stores, loaders, viewerId }: Context, athleteId: string, args: PageArguments) => {
  const page = pageRequest({ first: args.first, after: args.after }, ['number', 'string'])
  const connection = await filteredPage(page, {
    read: (after, limit) => stores.memberships.ofAthleteBy(athleteId, 'ACTIVE', after && placeOfJoining(after), limit),
    show: async (memberships: readonly MembershipRow[]) => {
      const clubIds = memberships.map(({ clubId }) => clubId)
      const [clubs, own] = await Promise.all([
        Promise.all(clubIds.map((id) => loaders.clubs.load(id))),
        Promise.all(clubIds.map((id) => loaders.viewerMemberships.load(id))),
      ])
      return clubs.map((club, index) => {
        if (club === null) return null
        return athleteId === viewerId || maySeeInside(club, own[index] ?? null) ? club : null
      })
    },
    keyOf: (row) => [row.joinedAt.getTime(), row.clubId],
  })
  return { ...connection, totalCount: null }
}

/** Lists Athlete.clubs. Returns null when the viewer may not see the profile. */
export const listAthleteClubs = async (context: Context, athleteId: string, args: PageArguments) => {
  const relation = await context.loaders.relations.load(athleteId)
  return maySeeProfile(relation) ? listClubsOf(context, athleteId, args) : null
}

/** Lists Viewer.clubs. */
export const listViewerClubs = (context: Context, args: PageArguments) =>
  listClubsOf(context, requireAthlete(context.caller).athleteId, args)
