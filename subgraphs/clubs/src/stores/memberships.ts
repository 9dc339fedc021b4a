import { behind, collection, type Database, type Tx } from '@gruppetto/runtime'
import { type MembershipRow, membershipId } from '../domain/club.ts'
import type { ClubRole } from '../domain/values.ts'

export interface MembersRead {
  readonly clubId: string
  readonly status: 'ACTIVE' | 'REQUESTED'
  readonly role: ClubRole | null
  /** Athletes to leave out. */
  readonly except: readonly string[]
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
    },
    // Who was banned must not learn by whom.
    athletes: {
      ids: { athleteId: 'delete', byId: 'forget' },
      exported: { to: ['athleteId'], without: ['byId'] },
      whileClosed: 'aside',
    },
    shardKey: { clubId: 1 },
    renamed: { sinceMs: 'joinedAt' },
    indexes: [
      // Club.members and Club.joinRequests, the longest first.
      { keys: { clubId: 1, status: 1, joinedAt: 1, athleteId: 1 } },
      // Athlete.clubs and Viewer.clubs, the newest first; the clubs whose challenges a viewer may see.
      { keys: { athleteId: 1, status: 1, joinedAt: -1, clubId: 1 } },
    ],
  })

  const membersFilter = ({ clubId, status, role, except }: Omit<MembersRead, 'after' | 'limit'>) => ({
    clubId,
    status,
    ...(role === null ? {} : { role }),
    ...(except.length === 0 ? {} : { athleteId: { $nin: except } }),
  })

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
    /** Returns members or requests of a club, the oldest first. */
    async ofClub(wanted: MembersRead): Promise<readonly MembershipRow[]> {
      const { after } = wanted
      const sort = { joinedAt: 1, athleteId: 1 } as const
      return memberships.many({ $and: [membersFilter(wanted), behind(sort, after)] }, { sort, limit: wanted.limit })
    },
    async count(wanted: Omit<MembersRead, 'after' | 'limit'>, tx?: Tx): Promise<number> {
      return memberships.count(membersFilter(wanted), tx)
    },
    /** An athlete's active memberships, the newest first. */
    async activeOf(
      athleteId: string,
      after: { readonly joinedAt: Date; readonly clubId: string } | null,
      limit: number,
    ): Promise<readonly MembershipRow[]> {
      const sort = { joinedAt: -1, clubId: 1 } as const
      return memberships.many({ $and: [{ athleteId, status: 'ACTIVE' }, behind(sort, after)] }, { sort, limit })
    },
    /** All clubs an athlete is an active member of. */
    async activeClubIds(athleteId: string): Promise<readonly string[]> {
      const rows = await memberships.many<Pick<MembershipRow, 'clubId'>>(
        { athleteId, status: 'ACTIVE' },
        { fields: { clubId: 1 } },
      )
      return rows.map((row) => row.clubId)
    },
    /** All active members of a club, in portions. */
    async *activeAthleteIds(clubId: string): AsyncGenerator<readonly string[]> {
      for (let lastId = ''; ; ) {
        const rows = await memberships.many<Pick<MembershipRow, '_id' | 'athleteId'>>(
          { clubId, status: 'ACTIVE', _id: { $gt: lastId } },
          { fields: { athleteId: 1 }, sort: { _id: 1 }, limit: IDS_READ },
        )
        if (rows.length > 0) yield rows.map((row) => row.athleteId)
        const last = rows.at(-1)
        if (last === undefined || rows.length < IDS_READ) return
        lastId = last._id
      }
    },
  }
}

export type Memberships = ReturnType<typeof openMemberships>
