import { behind, type Database, readRows, rowSchema, type Tx } from '@gruppetto/runtime'
import { type MembershipRow, membershipId } from '../domain/club.ts'
import type { ClubRole } from '../domain/values.ts'

export interface MembersRead {
  readonly clubId: string
  readonly status: 'ACTIVE' | 'REQUESTED'
  readonly role: ClubRole | null
  /** Athletes to leave out. */
  readonly except: readonly string[]
  readonly after: { readonly sinceMs: number; readonly athleteId: string } | null
  readonly limit: number
}

const IDS_READ = 5_000

/** Who is in which club, and who asked to be. Shard key: clubId. */
export const openMemberships = (database: Database) => {
  const schema = rowSchema<MembershipRow>(
    {
      _id: String,
      clubId: { type: String, required: true },
      athleteId: { type: String, required: true },
      role: { type: String, required: true },
      status: { type: String, required: true },
      sinceMs: { type: Number, required: true },
      revision: { type: Number, required: true },
    },
    { collection: 'memberships', versionKey: false },
  )
  // Club.members and Club.joinRequests, the longest first.
  schema.index({ clubId: 1, status: 1, sinceMs: 1, athleteId: 1 })
  // Athlete.clubs and Viewer.clubs, the newest first; the clubs whose challenges a viewer may see.
  schema.index({ athleteId: 1, status: 1, sinceMs: -1, clubId: 1 })
  const model = database.connection.model<MembershipRow>('Membership', schema)
  const read = readRows(model)

  const membersFilter = ({ clubId, status, role, except }: Omit<MembersRead, 'after' | 'limit'>) => ({
    clubId,
    status,
    ...(role === null ? {} : { role }),
    ...(except.length === 0 ? {} : { athleteId: { $nin: except } }),
  })

  return {
    async get(clubId: string, athleteId: string, tx?: Tx): Promise<MembershipRow | null> {
      return read.one({ _id: membershipId(clubId, athleteId) }, { tx })
    },
    async put(row: MembershipRow, tx: Tx): Promise<void> {
      await model.replaceOne({ _id: row._id }, row, { upsert: true, session: tx.session })
    },
    /** One athlete's memberships and requests in several clubs, by club. */
    async ofAthlete(athleteId: string, clubIds: readonly string[]): Promise<ReadonlyMap<string, MembershipRow>> {
      if (clubIds.length === 0) return new Map()
      const ids = clubIds.map((clubId) => membershipId(clubId, athleteId))
      const rows = await read.many({ _id: { $in: ids }, status: { $ne: 'NONE' } })
      return new Map(rows.map((row) => [row.clubId, row]))
    },
    /** Members or requests of a club in the order they came. */
    async ofClub(wanted: MembersRead): Promise<readonly MembershipRow[]> {
      const { after } = wanted
      const sort = { sinceMs: 1, athleteId: 1 } as const
      return read.many({ $and: [membersFilter(wanted), behind(sort, after)] }, { sort, limit: wanted.limit })
    },
    async count(wanted: Omit<MembersRead, 'after' | 'limit'>, tx?: Tx): Promise<number> {
      return read.count(membersFilter(wanted), tx)
    },
    /** An athlete's active memberships, the newest first. */
    async activeOf(
      athleteId: string,
      after: { readonly sinceMs: number; readonly clubId: string } | null,
      limit: number,
    ): Promise<readonly MembershipRow[]> {
      const sort = { sinceMs: -1, clubId: 1 } as const
      return read.many({ $and: [{ athleteId, status: 'ACTIVE' }, behind(sort, after)] }, { sort, limit })
    },
    /** All clubs an athlete is an active member of. */
    async activeClubIds(athleteId: string): Promise<readonly string[]> {
      const rows = await read.many<Pick<MembershipRow, 'clubId'>>({ athleteId, status: 'ACTIVE' }, { fields: { clubId: 1 } })
      return rows.map((row) => row.clubId)
    },
    /** All active members of a club, in portions. */
    async *activeAthleteIds(clubId: string): AsyncGenerator<readonly string[]> {
      for (let lastId = ''; ; ) {
        const rows = await read.many<Pick<MembershipRow, '_id' | 'athleteId'>>(
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
