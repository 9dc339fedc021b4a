import { openProjection } from '@gruppetto/relations'
import { collection, type Database } from '@gruppetto/runtime'

/** The projection of one athlete's membership of one club. */
export interface ClubMemberRow {
  /** See clubMemberId. */
  readonly _id: string
  readonly clubId: string
  readonly athleteId: string
  readonly isActive: boolean
  readonly revision: number
}

export const clubMemberId = (clubId: string, athleteId: string): string => `${clubId}:${athleteId}`

export const openClubMembers = (database: Database) =>
  openProjection(
    collection<ClubMemberRow>(database, {
      name: 'club_members',
      fields: { _id: 'string', clubId: 'string', athleteId: 'string', isActive: 'boolean', revision: 'number' },
      athletes: { ids: { athleteId: 'delete' }, exported: { not: 'a copy of what clubs exports' } },
      shardKey: { clubId: 'hashed' },
    }),
  )

export type ClubMembers = ReturnType<typeof openClubMembers>
