/** An athlete who was passed on a leaderboard, and is told when it still holds. */
export interface OvertakeRow {
  /** See overtakeId. */
  readonly _id: string
  readonly challengeId: string
  readonly athleteId: string
  readonly byAthleteId: string
  readonly dueAt: Date
}

/** How long an overtake has to hold. */
export const HELD_MS = 60_000

export const overtakeId = (challengeId: string, athleteId: string, byAthleteId: string): string =>
  `${challengeId}:${athleteId}:${byAthleteId}`
