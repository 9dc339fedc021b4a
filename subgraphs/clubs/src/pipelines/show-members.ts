import { connectionOf, EMPTY_CONNECTION, forbidden, type PageArguments, pageRequest, readSearchQuery } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { type ClubRow, type MembershipRow, maySeeInside } from '../domain/club.ts'
import { mayAct, refusalOf, roleOf } from '../domain/roles.ts'
import { wordsOf } from '../domain/text.ts'
import type { ClubRole, MembershipStatus } from '../domain/values.ts'
import type { MembersFilter } from '../stores/memberships.ts'

export interface MembersArguments extends PageArguments {
  readonly role?: ClubRole | null
  readonly status?: MembershipStatus | null
  readonly query?: string | null
}

/** Counts the rows of a list. Of a large club, the members without a filter are never counted one by one. */
const countMembers = async ({ stores }: Context, club: ClubRow, filter: MembersFilter): Promise<number> => {
  const { status, role, words = [], except } = filter
  if (status !== 'ACTIVE' || role !== null || words.length > 0) return stores.memberships.count(filter)
  return club.memberCount - (await stores.memberships.countActiveAmong(club._id, except))
}

const readRows = async (context: Context, filter: MembersFilter, args: PageArguments) => {
  const page = pageRequest({ first: args.first, after: args.after }, ['number', 'string'])
  const after = page.after === null ? null : { joinedAt: new Date(Number(page.after[0])), athleteId: String(page.after[1]) }
  const rows = await context.stores.memberships.ofClub({ ...filter, after, limit: page.size + 1 })
  return connectionOf(
    rows,
    page,
    (row) => [row.joinedAt.getTime(), row.athleteId],
    (row) => row,
  )
}

/**
 * Lists Club.members. Returns none when the club is not OPEN and the viewer is not a member. Athletes blocked either way are left
 * out and not counted. Only those who run the club may search by name and list others than members.
 */
export const listMembers = async (context: Context, club: ClubRow, args: MembersArguments) => {
  const { loaders } = context
  const [membership, blocked] = await Promise.all([loaders.viewerMemberships.load(club._id), loaders.blocked.load('viewer')])
  const status = args.status ?? 'ACTIVE'
  const query = readSearchQuery(args.query)
  if (status !== 'ACTIVE' || query !== '') {
    const act = status === 'REQUESTED' ? 'ANSWER_REQUESTS' : 'SEARCH_MEMBERS'
    if (!mayAct(act, roleOf(membership))) throw forbidden(refusalOf(act, roleOf(membership)))
  }
  const words = wordsOf(query)
  if (!maySeeInside(club, membership) || (query !== '' && words.length === 0)) return { ...EMPTY_CONNECTION, totalCount: 0 }
  const filter = { clubId: club._id, status, role: args.role ?? null, words, except: [...blocked] }
  const [connection, totalCount] = await Promise.all([readRows(context, filter, args), countMembers(context, club, filter)])
  const edges = connection.edges.map(({ cursor, node }) => ({ cursor, ...edgeOf(node, membership) }))
  return { ...connection, edges, totalCount }
}

const edgeOf = (row: MembershipRow, viewer: MembershipRow | null) => ({
  node: { id: row.athleteId },
  role: row.role,
  since: row.joinedAt,
  mutedUntil: mayAct('MUTE_MEMBER', roleOf(viewer)) ? (row.mutedUntil ?? null) : null,
})

/** Lists Club.joinRequests. Returns null to everyone but the club's owner and admins. */
export const listJoinRequests = async (context: Context, club: ClubRow, args: PageArguments) => {
  const { loaders, stores } = context
  const [membership, blocked] = await Promise.all([loaders.viewerMemberships.load(club._id), loaders.blocked.load('viewer')])
  if (!mayAct('ANSWER_REQUESTS', roleOf(membership))) return null
  const filter = { clubId: club._id, status: 'REQUESTED', role: null, except: [...blocked] } as const
  const [connection, totalCount] = await Promise.all([readRows(context, filter, args), stores.memberships.count(filter)])
  const edges = connection.edges.map(({ cursor, node }) => ({ cursor, node: { id: node.athleteId } }))
  return { ...connection, edges, totalCount }
}
