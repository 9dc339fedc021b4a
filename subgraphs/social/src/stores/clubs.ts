import { openProjection } from '@gruppetto/relations'
import { collection, type Database } from '@gruppetto/runtime'

/** The projection of a club: its name, and whether everybody may know who is in it. */
export interface ClubRow {
  readonly _id: string
  readonly name: string
  readonly isOpen: boolean
  readonly revision: number
}

export const openClubs = (database: Database) =>
  openProjection(
    collection<ClubRow>(database, {
      name: 'clubs',
      fields: { _id: 'string', name: 'string', isOpen: 'boolean', revision: 'number' },
      athletes: { none: 'names of clubs' },
    }),
  )

export type Clubs = ReturnType<typeof openClubs>
