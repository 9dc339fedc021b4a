import { openProjection } from '@gruppetto/relations'
import { collection, type Database } from '@gruppetto/runtime'

/** Whether a club takes part in a challenge between clubs, as the last event told it. */
export interface ChallengeTeamRow {
  /** See challengeTeamId. */
  readonly _id: string
  readonly entered: boolean
  readonly revision: number
}

export const challengeTeamId = (challengeId: string, clubId: string): string => `${challengeId}:${clubId}`

export const openChallengeTeams = (database: Database) =>
  openProjection(
    collection<ChallengeTeamRow>(database, {
      name: 'challenge_teams',
      fields: { _id: 'string', entered: 'boolean', revision: 'number' },
      athletes: { none: 'clubs in challenges' },
    }),
  )

export type ChallengeTeams = ReturnType<typeof openChallengeTeams>
