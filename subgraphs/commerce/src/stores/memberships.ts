import { type Database, readRows, rowSchema, type Tx } from '@gruppetto/runtime'

/** One athlete's membership of one club: the last club.membership-changed. */
export interface MembershipRow {
  /** membershipId. */
  readonly _id: string
  readonly clubId: string
  readonly athleteId: string
  readonly revision: number
  readonly active: boolean
}

export const membershipId = (clubId: string, athleteId: string): string => `${clubId}:${athleteId}`

/** Nobody is in so many clubs; the bound keeps a hostile account from costing more. */
const CLUBS_READ = 2_000

export const openMemberships = (database: Database) => {
  const schema = rowSchema<MembershipRow>(
    {
      _id: String,
      clubId: { type: String, required: true },
      athleteId: { type: String, required: true },
      revision: { type: Number, required: true },
      active: { type: Boolean, required: true },
    },
    { collection: 'memberships', versionKey: false },
  )
  // The viewer's clubs: whose challenges the viewer may see.
  schema.index({ athleteId: 1, active: 1, clubId: 1 })
  const model = database.connection.model<MembershipRow>('Membership', schema)
  const read = readRows(model)
  return {
    async get(id: string, tx: Tx): Promise<MembershipRow | null> {
      return read.one({ _id: id }, { tx })
    },
    async put(row: MembershipRow, tx: Tx): Promise<void> {
      await model.replaceOne({ _id: row._id }, row, { upsert: true, session: tx.session })
    },
    async clubIdsOf(athleteId: string): Promise<ReadonlySet<string>> {
      const rows = await read.many<Pick<MembershipRow, 'clubId'>>(
        { athleteId, active: true },
        { fields: { clubId: 1 }, limit: CLUBS_READ },
      )
      return new Set(rows.map((row) => row.clubId))
    },
  }
}

export type Memberships = ReturnType<typeof openMemberships>
