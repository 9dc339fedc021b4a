import type { EventData } from '@gruppetto/events'

/** One athlete's part in one challenge, put together from two events that come in any order. */
export interface BoardRow {
  /** boardRowId. */
  readonly _id: string
  readonly challengeId: string
  readonly athleteId: string
  readonly participating: boolean
  readonly sharesWithBrand: boolean
  /** Of the last challenge.participation-changed; -1 before the first. */
  readonly participationRevision: number
  /** 0 from joining until something is scored, as on the challenge's own leaderboard. */
  readonly score: number
  readonly reachedAtMs: number
  readonly completedAtMs: number | null
  /** Of the last challenge.scored; -1 before the first. */
  readonly scoreRevision: number
  readonly updatedAtMs: number
}

export const boardRowId = (challengeId: string, athleteId: string): string => `${challengeId}:${athleteId}`

const blank = (data: { challengeId: string; athleteId: string; at: number }): BoardRow => ({
  _id: boardRowId(data.challengeId, data.athleteId),
  challengeId: data.challengeId,
  athleteId: data.athleteId,
  participating: false,
  sharesWithBrand: false,
  participationRevision: -1,
  score: 0,
  reachedAtMs: data.at,
  completedAtMs: null,
  scoreRevision: -1,
  updatedAtMs: data.at,
})

/** The row after the athlete joined, left, gave or took back consent; null when the event is not newer than what is known. */
export const withParticipation = (row: BoardRow | null, data: EventData<'challenge.participation-changed'>): BoardRow | null => {
  const known = row ?? blank(data)
  if (known.participationRevision >= data.revision) return null
  return {
    ...known,
    participating: data.participating,
    // Who is not in the challenge shares nothing, whatever the last word was.
    sharesWithBrand: data.participating && data.sharesWithBrand,
    participationRevision: data.revision,
    // Among those without a score the earlier to join stands first; a later word about consent is not a later joining.
    reachedAtMs: known.scoreRevision < 0 && !known.participating ? data.at : known.reachedAtMs,
    updatedAtMs: Math.max(known.updatedAtMs, data.at),
  }
}

/** The row after a new score; null when the event is not newer than what is known. A score alone makes nobody a participant. */
export const withScore = (row: BoardRow | null, data: EventData<'challenge.scored'>): BoardRow | null => {
  const known = row ?? blank(data)
  if (known.scoreRevision >= data.revision) return null
  return {
    ...known,
    score: data.score,
    reachedAtMs: data.reachedAtMs,
    completedAtMs: data.completedAtMs,
    scoreRevision: data.revision,
    updatedAtMs: Math.max(known.updatedAtMs, data.at),
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

/** What the brand reads instead of a name. */
const UNNAMED = 'Athlete'

/** What a brand may see of a row: who has not agreed, is gone, or is not known here keeps the rank and nothing else. */
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
    score: row.score,
    completed: row.completedAtMs !== null,
  }
}
