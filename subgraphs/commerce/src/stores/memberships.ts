import { collection, type Database, type Tx } from '@gruppetto/runtime'

/** One athlete's membership of one club, from the last club.membership-changed. */
export interface MembershipRow {
  /** membershipId. */
  readonly _id: string
  readonly clubId: string
  readonly athleteId: string
  readonly revision: number
  readonly active: boolean
}

export const membershipId = (clubId: string, athleteId: string): string => `${clubId}:${athleteId}`

/** More clubs than anybody is in. The limit bounds the cost of a hostile account. */
const MAX_CLUBS_READ = 2_000

export const openMemberships = (database: Database) => {
  const memberships = collection<MembershipRow>(database, {
    name: 'memberships',
    fields: { _id: 'string', clubId: 'string', athleteId: 'string', revision: 'number', active: 'boolean' },
    athletes: { ids: { athleteId: 'delete' }, exported: { not: 'a copy of what clubs exports' }, whileClosed: 'aside' },
    indexes: [
      // The viewer's clubs, whose challenges the viewer may see.
      { keys: { athleteId: 1, active: 1, clubId: 1 } },
    ],
  })
  return {
    async get(id: string, tx: Tx): Promise<MembershipRow | null> {
      return memberships.one({ _id: id }, { tx })
    },
    async put(row: MembershipRow, tx: Tx): Promise<void> {
      await memberships.put([row], tx)
    },
    async clubIdsOf(athleteId: string): Promise<ReadonlySet<string>> {
      const rows = await memberships.many<Pick<MembershipRow, 'clubId'>>(
        { athleteId, active: true },
        { fields: { clubId: 1 }, limit: MAX_CLUBS_READ },
      )
      return new Set(rows.map((row) => row.clubId))
    },
  }
}

export type Memberships = ReturnType<typeof openMemberships>
