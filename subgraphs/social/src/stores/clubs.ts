import { openProjection } from '@gruppetto/relations'
import { collection, type Database } from '@gruppetto/runtime'

/** The projection of a club. */
export interface ClubRow {
  readonly _id: string
  readonly name: string
  /** Whether everybody sees what is in it, its members too. */
  readonly isOpen: boolean
  /** Whether none but its members know of it. Absent in rows from before there were such clubs. */
  readonly isSecret?: boolean
  /** Absent in rows of earlier releases. */
  readonly dissolved?: boolean
  /** How long a member without a role waits between two posts. Absent: not at all. */
  readonly slowModeSeconds?: number
  /** Words that make a post of such a member wait for a moderator. Absent: none. */
  readonly heldWords?: readonly string[]
  readonly revision: number
}

export const openClubs = (database: Database) =>
  openProjection(
    collection<ClubRow>(database, {
      name: 'clubs',
      fields: {
        _id: 'string',
        name: 'string',
        isOpen: 'boolean',
        isSecret: 'boolean?',
        dissolved: 'boolean?',
        slowModeSeconds: 'number?',
        heldWords: 'array?',
        revision: 'number',
      },
      athletes: { none: 'names of clubs' },
    }),
  )

export type Clubs = ReturnType<typeof openClubs>
