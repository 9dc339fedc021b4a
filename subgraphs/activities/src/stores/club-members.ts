import { openProjection } from '@gruppetto/relations'
import { type Database, readRows, rowSchema } from '@gruppetto/runtime'

/** One athlete's membership of one club: the last club.membership-changed. */
export interface ClubMemberRow {
  /** clubMemberId. */
  readonly _id: string
  readonly clubId: string
  readonly athleteId: string
  readonly revision: number
  readonly active: boolean
}

export const clubMemberId = (clubId: string, athleteId: string): string => `${clubId}:${athleteId}`

/** Who is in which club, as clubs has it. Shard key: clubId, hashed. */
export const openClubMembers = (database: Database) => {
  const schema = rowSchema<ClubMemberRow>(
    {
      _id: String,
      clubId: { type: String, required: true },
      athleteId: { type: String, required: true },
      revision: { type: Number, required: true },
      active: { type: Boolean, required: true },
    },
    { collection: 'club_members', versionKey: false },
  )
  // Leaderboards among a club's members.
  schema.index({ clubId: 1, active: 1, athleteId: 1 })
  const model = database.connection.model<ClubMemberRow>('ClubMember', schema)
  const read = readRows(model)
  return {
    ...openProjection(model),
    async activeIds(clubId: string, limit: number): Promise<readonly string[]> {
      const rows = await read.many<Pick<ClubMemberRow, 'athleteId'>>(
        { clubId, active: true },
        { fields: { athleteId: 1 }, limit },
      )
      return rows.map(({ athleteId }) => athleteId)
    },
  }
}

export type ClubMembers = ReturnType<typeof openClubMembers>
