import { behind, collection, type Database, portions, type Tx } from '@gruppetto/runtime'
import { type MembershipRow, membershipId } from '../domain/club.ts'
import type { ClubRole, MembershipStatus } from '../domain/values.ts'
import { beginningWith } from './beginning-with.ts'

export interface MembersFilter {
  readonly clubId: string
  readonly status: MembershipStatus
  readonly role: ClubRole | null
  /** Folded words. Each must begin a word of the athlete's name or handle. */
  readonly words?: readonly string[]
  /** Athletes to leave out. */
  readonly except: readonly string[]
}

export interface MembersRead extends MembersFilter {
  readonly after: { readonly joinedAt: Date; readonly athleteId: string } | null
  readonly limit: number
}

const IDS_READ = 5_000

/** The members of clubs, and the requests to join. */
export const openMemberships = (database: Database) => {
  const memberships = collection<MembershipRow>(database, {
    name: 'memberships',
    fields: {
      _id: 'string',
      clubId: 'string',
      athleteId: 'string',
      role: 'string',
      status: 'string',
      joinedAt: 'date',
      mutedUntil: 'date | null?',
      byId: 'string | null?',
      revision: 'number',
      nameWords: 'array?',
    },
    // Who was banned must not learn by whom.
    athletes: {
      ids: { athleteId: 'delete', byId: 'forget' },
      exported: { to: ['athleteId'], without: ['byId', 'nameWords'] },
      whileClosed: 'aside',
    },
    shardKey: { clubId: 1 },
    renamed: { sinceMs: 'joinedAt' },
    indexes: [
      // Club.members and Club.joinRequests, the longest first.
      { keys: { clubId: 1, status: 1, joinedAt: 1, athleteId: 1 } },
      // Club.members with a role; the owner, and the heir who has been there longest.
      { keys: { clubId: 1, status: 1, role: 1, joinedAt: 1, athleteId: 1 } },
      // Club.members with a query.
      { keys: { clubId: 1, status: 1, nameWords: 1 } },
      // Athlete.clubs and Viewer.clubs, the newest first; the clubs whose challenges a viewer may see.
      { keys: { athleteId: 1, status: 1, joinedAt: -1, clubId: 1 } },
    ],
  })

  const membersFilter = ({ clubId, status, role, words: [first, ...others] = [], except }: MembersFilter) => ({
    clubId,
    status,
    ...(role === null ? {} : { role }),
    ...(except.length === 0 ? {} : { athleteId: { $nin: except } }),
    ...(first === undefined ? {} : { nameWords: beginningWith(first) }),
    ...(others.length === 0 ? {} : { $and: others.map((word) => ({ nameWords: beginningWith(word) })) }),
  })
  const OLDEST_FIRST = { joinedAt: 1, athleteId: 1 } as const

  return {
    async get(clubId: string, athleteId: string, tx?: Tx): Promise<MembershipRow | null> {
      return memberships.one({ _id: membershipId(clubId, athleteId) }, { tx })
    },
    async put(row: MembershipRow, tx: Tx): Promise<void> {
      await memberships.put([row], tx)
    },
    /** One athlete's memberships and requests in several clubs, by club. */
    async ofAthlete(athleteId: string, clubIds: readonly string[]): Promise<ReadonlyMap<string, MembershipRow>> {
      if (clubIds.length === 0) return new Map()
      const ids = clubIds.map((clubId) => membershipId(clubId, athleteId))
      const rows = await memberships.many({ _id: { $in: ids }, status: { $ne: 'NONE' } })
      return new Map(rows.map((row) => [row.clubId, row]))
    },
    /** Returns members or others of a club, the oldest first. */
    async ofClub(wanted: MembersRead, tx?: Tx): Promise<readonly MembershipRow[]> {
      const { after, limit } = wanted
      const filter = { $and: [membersFilter(wanted), behind(OLDEST_FIRST, after)] }
      return memberships.many(filter, { sort: OLDEST_FIRST, limit, tx })
    },
    async count(wanted: MembersFilter): Promise<number> {
      return memberships.count(membersFilter(wanted))
    },
    /** How many of these athletes are active members. */
    async countActiveAmong(clubId: string, athleteIds: readonly string[]): Promise<number> {
      if (athleteIds.length === 0) return 0
      return memberships.count({ _id: { $in: athleteIds.map((id) => membershipId(clubId, id)) }, status: 'ACTIVE' })
    },
    /** Returns the member of a role who has been in the club longest. */
    async longestServing(clubId: string, role: ClubRole, tx: Tx): Promise<MembershipRow | null> {
      return memberships.one({ clubId, status: 'ACTIVE', role }, { sort: OLDEST_FIRST, tx })
    },
    async putAll(rows: readonly MembershipRow[], tx: Tx): Promise<void> {
      await memberships.put(rows, tx)
    },
    /** Returns the ids of some rows of those who are members, have asked, or are invited. */
    async someOf(clubId: string): Promise<readonly string[]> {
      const rows = await memberships.many<Pick<MembershipRow, '_id'>>(
        { clubId, status: { $in: ['ACTIVE', 'REQUESTED', 'INVITED'] } },
        { fields: { _id: 1 }, limit: IDS_READ },
      )
      return rows.map(({ _id }) => _id)
    },
    async many(ids: readonly string[], tx: Tx): Promise<ReadonlyMap<string, MembershipRow>> {
      return memberships.byId(ids, { tx })
    },
    async setNameWords(athleteId: string, nameWords: readonly string[], tx: Tx): Promise<void> {
      await memberships.updateMany({ athleteId }, { $set: { nameWords } }, tx)
    },
    /** An athlete's memberships, requests or invitations, the newest first. */
    async ofAthleteBy(
      athleteId: string,
      status: MembershipStatus,
      after: { readonly joinedAt: Date; readonly clubId: string } | null,
      limit: number,
    ): Promise<readonly MembershipRow[]> {
      const sort = { joinedAt: -1, clubId: 1 } as const
      return memberships.many({ $and: [{ athleteId, status }, behind(sort, after)] }, { sort, limit })
    },
    /** All clubs an athlete is an active member of. */
    async activeClubIds(athleteId: string, tx?: Tx): Promise<readonly string[]> {
      const rows = await memberships.many<Pick<MembershipRow, 'clubId'>>(
        { athleteId, status: 'ACTIVE' },
        { fields: { clubId: 1 }, tx },
      )
      return rows.map((row) => row.clubId)
    },
    /** Returns active members whose id is greater than this, in the order of their ids. */
    async activeAfter(clubId: string, afterId: string, limit: number, tx: Tx): Promise<readonly string[]> {
      const rows = await memberships.many<Pick<MembershipRow, 'athleteId'>>(
        // All ids of the club lie between these two: the character after the colon is the semicolon.
        { clubId, status: 'ACTIVE', _id: { $gt: membershipId(clubId, afterId), $lt: `${clubId};` } },
        { fields: { athleteId: 1 }, sort: { _id: 1 }, limit, tx },
      )
      return rows.map((row) => row.athleteId)
    },
    /** The active members of a club among some athletes. */
    async activeAmong(clubId: string, athleteIds: readonly string[], tx: Tx): Promise<readonly string[]> {
      const ids = athleteIds.map((athleteId) => membershipId(clubId, athleteId))
      const rows = await memberships.many({ _id: { $in: ids }, status: 'ACTIVE' }, { tx })
      return rows.map(({ athleteId }) => athleteId)
    },
    /** All active members of a club, in portions. */
    async *activeAthleteIds(clubId: string): AsyncGenerator<readonly string[]> {
      type Read = Pick<MembershipRow, '_id' | 'athleteId'>
      const read = (last: Read | null) =>
        memberships.many<Read>(
          { clubId, status: 'ACTIVE', _id: { $gt: last?._id ?? '' } },
          { fields: { athleteId: 1 }, sort: { _id: 1 }, limit: IDS_READ },
        )
      for await (const rows of portions(IDS_READ, read)) yield rows.map((row) => row.athleteId)
    },
  }
}

export type Memberships = ReturnType<typeof openMemberships>
