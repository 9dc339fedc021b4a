import { openProjection } from '@gruppetto/relations'
import { collection, type Database } from '@gruppetto/runtime'

/** Whether a club is there, from the last club.changed. */
export interface ClubRow {
  readonly _id: string
  readonly dissolved: boolean
  readonly revision: number
}

/** A projection of clubs. */
export const openClubs = (database: Database) =>
  openProjection(
    collection<ClubRow>(database, {
      name: 'clubs',
      fields: { _id: 'string', dissolved: 'boolean', revision: 'number' },
      athletes: { none: 'whether clubs are there' },
    }),
  )

export type Clubs = ReturnType<typeof openClubs>
