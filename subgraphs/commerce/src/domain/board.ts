import type { EventData } from '@gruppetto/events'

/** One athlete in one challenge. The row combines two events, which arrive in any order. */
export interface BoardRow {
  /** boardRowId. */
  readonly _id: string
  readonly challengeId: string
  readonly athleteId: string
  readonly participating: boolean
  readonly sharesWithBrand: boolean
  /** When the athlete joined, for the last time. Absent in rows of earlier releases. */
  readonly joinedAt?: Date
  /** The revision of the last challenge.participation-changed; -1 before the first. */
  readonly participationRevision: number
  /** Orders the board, the highest first. 0 until the athlete scores, as on the challenge's own leaderboard. */
  readonly score: number
  /** The score that is shown, where it is not what orders the board: a time. */
  readonly shownScore?: number
  readonly reachedAt: Date
  readonly completedAt: Date | null
  /** How many activities count, and how far they went. Absent where clubs has not said it. */
  readonly activities?: number
  readonly distanceMeters?: number
  /** The revision of the last challenge.scored; -1 before the first. */
  readonly scoreRevision: number
  readonly updatedAt: Date
  /** How often the row came back with an account that was opened again. Absent while it never did. */
  readonly returns?: number
}

/** What ranks are made of. */
export type RankedRow = Pick<
  BoardRow,
  '_id' | 'athleteId' | 'participating' | 'participationRevision' | 'score' | 'scoreRevision' | 'returns'
>

/** Rises with each change of a row, so that ranks in Redis know the newest state. */
export const rankRevision = (row: RankedRow): number => row.participationRevision + row.scoreRevision + (row.returns ?? 0)

export const boardRowId = (challengeId: string, athleteId: string): string => `${challengeId}:${athleteId}`

const newRow = (data: { challengeId: string; athleteId: string; at: number }): BoardRow => ({
  _id: boardRowId(data.challengeId, data.athleteId),
  challengeId: data.challengeId,
  athleteId: data.athleteId,
  participating: false,
  sharesWithBrand: false,
  participationRevision: -1,
  score: 0,
  reachedAt: new Date(data.at),
  completedAt: null,
  scoreRevision: -1,
  updatedAt: new Date(data.at),
})

/** Returns the row after the athlete joined, left, gave or withdrew consent; null when the event is not newer than the row. */
export const applyParticipation = (row: BoardRow | null, data: EventData<'challenge.participation-changed'>): BoardRow | null => {
  const known = row ?? newRow(data)
  if (known.participationRevision >= data.revision) return null
  return {
    ...known,
    participating: data.participating,
    // An athlete who left the challenge shares nothing, whatever the event says.
    sharesWithBrand: data.participating && data.sharesWithBrand,
    participationRevision: data.revision,
    ...(data.joinedAtMs !== undefined && { joinedAt: new Date(data.joinedAtMs) }),
    // Athletes without a score are ordered by when they joined. A change of consent alone must not move them.
    reachedAt: known.scoreRevision < 0 && !known.participating ? new Date(data.at) : known.reachedAt,
    updatedAt: new Date(Math.max(known.updatedAt.getTime(), data.at)),
  }
}

/** Returns the row after a new score; null when the event is not newer than the row. A score alone makes nobody a participant. */
export const applyScore = (row: BoardRow | null, data: EventData<'challenge.scored'>): BoardRow | null => {
  const known = row ?? newRow(data)
  if (known.scoreRevision >= data.revision) return null
  return {
    ...known,
    score: data.points ?? data.score,
    ...(data.points !== undefined && { shownScore: data.score }),
    reachedAt: new Date(data.reachedAtMs),
    completedAt: data.completedAtMs === null ? null : new Date(data.completedAtMs),
    ...(data.activities !== undefined && { activities: data.activities }),
    ...(data.distanceMeters !== undefined && { distanceMeters: data.distanceMeters }),
    scoreRevision: data.revision,
    updatedAt: new Date(Math.max(known.updatedAt.getTime(), data.at)),
  }
}

export interface PresentedEntry {
  readonly rank: number
  readonly athleteId: string | null
  readonly name: string
  readonly country: string | null
  readonly score: number
  readonly completed: boolean
}

/** The name of everybody who did not agree to be named. */
const UNNAMED = 'Athlete'

/**
 * Returns what a brand may see of a row. Without consent, or when the account is deleted or unknown, it sees the rank
 * and the score but not the athlete.
 */
export const presentEntry = (
  row: BoardRow,
  rank: number,
  account: { readonly displayName: string; readonly country: string | null; readonly deleted: boolean } | undefined,
): PresentedEntry => {
  const shown = row.sharesWithBrand && account !== undefined && !account.deleted ? account : null
  return {
    rank,
    athleteId: shown === null ? null : row.athleteId,
    name: shown?.displayName ?? UNNAMED,
    country: shown?.country ?? null,
    score: row.shownScore ?? row.score,
    completed: row.completedAt !== null,
  }
}

/** Whether somebody who takes part has reached the target, as the activities stand now. */
export const hasCompleted = (row: Pick<BoardRow, 'participating' | 'completedAt'>): boolean =>
  row.participating && row.completedAt !== null
