import { openProjection } from '@gruppetto/relations'
import { collection, type Database } from '@gruppetto/runtime'

/** One athlete's membership of one club: the last club.membership-changed. */
export interface ClubMemberRow {
  /** See clubMemberId. */
  readonly _id: string
  readonly clubId: string
  readonly athleteId: string
  readonly revision: number
  readonly active: boolean
}

export const clubMemberId = (clubId: string, athleteId: string): string => `${clubId}:${athleteId}`

/** A projection of the memberships of clubs. */
export const openClubMembers = (database: Database) => {
  const members = collection<ClubMemberRow>(database, {
    name: 'club_members',
    fields: { _id: 'string', clubId: 'string', athleteId: 'string', revision: 'number', active: 'boolean' },
    athletes: { ids: { athleteId: 'delete' }, exported: { not: 'a copy of what clubs exports' } },
    shardKey: { clubId: 'hashed' },
    indexes: [
      // Leaderboards among a club's members.
      { keys: { clubId: 1, active: 1, athleteId: 1 } },
    ],
  })
  return {
    ...openProjection(members),
    async clubIdsOf(athleteId: string, limit: number): Promise<readonly string[]> {
      const rows = await members.many<Pick<ClubMemberRow, 'clubId'>>(
        { athleteId, active: true },
        { fields: { clubId: 1 }, limit },
      )
      return rows.map(({ clubId }) => clubId)
    },
    async activeIds(clubId: string, limit: number): Promise<readonly string[]> {
      const rows = await members.many<Pick<ClubMemberRow, 'athleteId'>>(
        { clubId, active: true },
        { fields: { athleteId: 1 }, limit },
      )
      return rows.map(({ athleteId }) => athleteId)
    },
  }
}

export type ClubMembers = ReturnType<typeof openClubMembers>
