import { openProjection } from '@gruppetto/relations'
import { collection, type Database } from '@gruppetto/runtime'

/** The projection of a challenge: what notifications and suggestions say about it, and what a report keeps of it. */
export interface ChallengeRow {
  readonly _id: string
  readonly title: string
  /** Whether everybody may see the challenge. Absent in rows of earlier releases. */
  readonly isForAll?: boolean
  /** Whether moderators have removed it. Absent in rows of earlier releases, as what follows. */
  readonly isTakenDown?: boolean
  /** Its club; null when it is of none. */
  readonly clubId?: string | null
  readonly createdById?: string | null
  readonly description?: string | null
  readonly revision: number
}

export const openChallenges = (database: Database) =>
  openProjection(
    collection<ChallengeRow>(database, {
      name: 'challenges',
      fields: {
        _id: 'string',
        title: 'string',
        isForAll: 'boolean?',
        isTakenDown: 'boolean?',
        clubId: 'string | null?',
        createdById: 'string | null?',
        description: 'string | null?',
        revision: 'number',
      },
      athletes: { ids: { createdById: 'forget' }, exported: { not: 'a copy of what clubs exports' } },
    }),
  )

export type Challenges = ReturnType<typeof openChallenges>
