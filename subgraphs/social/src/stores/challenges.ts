import { openProjection } from '@gruppetto/relations'
import { collection, type Database } from '@gruppetto/runtime'

/** The projection of a challenge: what notifications and suggestions say about it. */
export interface ChallengeRow {
  readonly _id: string
  readonly title: string
  /** Whether everybody may see the challenge. Absent in rows of earlier releases. */
  readonly isForAll?: boolean
  readonly revision: number
}

export const openChallenges = (database: Database) =>
  openProjection(
    collection<ChallengeRow>(database, {
      name: 'challenges',
      fields: { _id: 'string', title: 'string', isForAll: 'boolean?', revision: 'number' },
      athletes: { none: 'titles of challenges' },
    }),
  )

export type Challenges = ReturnType<typeof openChallenges>
