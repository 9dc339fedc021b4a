import {
  badUserInput,
  type CursorKey,
  connectionOf,
  filteredPage,
  maySeeProfile,
  type PageArguments,
  pageRequest,
  readSearchQuery,
  requireAthlete,
} from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { type ClubRow, type MembershipRow, mayAdminister, maySeeInside } from '../domain/club.ts'
import { wordsOf } from '../domain/text.ts'
import type { ClubRole, Sport } from '../domain/values.ts'

const EMPTY = { edges: [], pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null } }

/** The club that exactly one of the two names. */
export const findClub = async (
  { id, slug }: { readonly id?: string | null; readonly slug?: string | null },
  context: Context,
): Promise<ClubRow | null> => {
  const hasId = id !== null && id !== undefined
  const hasSlug = slug !== null && slug !== undefined
  if (hasId === hasSlug) throw badUserInput([{ path: hasId ? 'slug' : 'id', message: 'give either id or slug' }])
  if (hasSlug) return context.stores.clubs.bySlug(slug.toLowerCase())
  return context.loaders.clubs.load(id ?? '')
}

/** By the beginnings of words; the largest first. A query without a letter or digit finds nothing. */
export const searchClubs = async (
  args: PageArguments & { readonly query?: string | null; readonly sport?: Sport | null },
  context: Context,
) => {
  const page = pageRequest({ first: args.first, after: args.after }, ['number', 'string'])
  const query = readSearchQuery(args.query)
  const words = wordsOf(query)
  if (query !== '' && words.length === 0) return { ...EMPTY, totalCount: null }
  const rows = await context.stores.clubs.search({
    words,
    sport: args.sport ?? null,
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

const sincePlaceOf = ([sinceMs, clubId]: CursorKey) => ({ sinceMs: Number(sinceMs), clubId: String(clubId) })

/** The clubs of an athlete, the last joined first; those that are not OPEN show to their own members and to the athlete alone. */
const clubsOf = async (athleteId: string, args: PageArguments, context: Context) => {
  const { stores, loaders, viewerId } = context
  const page = pageRequest({ first: args.first, after: args.after }, ['number', 'string'])
  const connection = await filteredPage(page, {
    read: (after, limit) => stores.memberships.activeOf(athleteId, after && sincePlaceOf(after), limit),
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
    keyOf: (row) => [row.sinceMs, row.clubId],
  })
  return { ...connection, totalCount: null }
}

/** Athlete.clubs: null where the viewer does not see the profile. */
export const athleteClubs = async (athleteId: string, args: PageArguments, context: Context) => {
  const relation = await context.loaders.relations.load(athleteId)
  return maySeeProfile(relation) ? clubsOf(athleteId, args, context) : null
}

/** Viewer.clubs. */
export const viewerClubs = (args: PageArguments, context: Context) =>
  clubsOf(requireAthlete(context.caller).athleteId, args, context)

/** Club.members: nobody of a club that is not OPEN, for who is no member of it; people blocked either way are left out and not counted. */
export const clubMembers = async (club: ClubRow, args: PageArguments & { readonly role?: ClubRole | null }, context: Context) => {
  const { stores, loaders } = context
  const page = pageRequest({ first: args.first, after: args.after }, ['number', 'string'])
  const [membership, blocked] = await Promise.all([loaders.viewerMemberships.load(club._id), loaders.blocked.load('viewer')])
  if (!maySeeInside(club, membership)) return { ...EMPTY, totalCount: 0 }
  const filter = { clubId: club._id, status: 'ACTIVE', role: args.role ?? null, except: [...blocked] } as const
  const after = page.after === null ? null : { sinceMs: Number(page.after[0]), athleteId: String(page.after[1]) }
  const [rows, totalCount] = await Promise.all([
    stores.memberships.ofClub({ ...filter, after, limit: page.size + 1 }),
    // The counter says it where nothing is left out.
    blocked.size === 0 && filter.role === null ? club.memberCount : stores.memberships.count(filter),
  ])
  const connection = connectionOf(
    rows,
    page,
    (row) => [row.sinceMs, row.athleteId],
    (row) => row,
  )
  const edges = connection.edges.map(({ cursor, node }) => ({
    cursor,
    node: { id: node.athleteId },
    role: node.role,
    since: node.sinceMs,
  }))
  return { ...connection, edges, totalCount }
}

/** Club.joinRequests: null for all but the owner and admins. */
export const joinRequests = async (club: ClubRow, args: PageArguments, context: Context) => {
  const { stores, loaders } = context
  const [membership, blocked] = await Promise.all([loaders.viewerMemberships.load(club._id), loaders.blocked.load('viewer')])
  if (!mayAdminister(membership)) return null
  const page = pageRequest({ first: args.first, after: args.after }, ['number', 'string'])
  const filter = { clubId: club._id, status: 'REQUESTED', role: null, except: [...blocked] } as const
  const after = page.after === null ? null : { sinceMs: Number(page.after[0]), athleteId: String(page.after[1]) }
  const [rows, totalCount] = await Promise.all([
    stores.memberships.ofClub({ ...filter, after, limit: page.size + 1 }),
    stores.memberships.count(filter),
  ])
  const connection = connectionOf(
    rows,
    page,
    (row) => [row.sinceMs, row.athleteId],
    (row) => ({ id: row.athleteId }),
  )
  return { ...connection, totalCount }
}
