import { openProjection } from '@gruppetto/relations'
import type { Database } from '@gruppetto/runtime'
import { rowSchema } from '@gruppetto/runtime'

/** The projection of a challenge: what notifications say about it. */
export interface ChallengeRow {
  readonly _id: string
  readonly title: string
  readonly revision: number
}

export const openChallenges = (database: Database) => {
  const schema = rowSchema<ChallengeRow>(
    { _id: String, title: { type: String, default: '' }, revision: { type: Number, required: true } },
    { collection: 'challenges', versionKey: false },
  )
  return openProjection(database.connection.model<ChallengeRow>('ChallengeProjection', schema))
}

export type Challenges = ReturnType<typeof openChallenges>
