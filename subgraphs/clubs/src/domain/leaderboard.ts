import type { CursorKey, Edge } from '@gruppetto/graph'
import type { EntryRow } from './entry.ts'

/** An entry with the rank it has on the board it is read from. */
export interface RankedEntry {
  readonly rank: number
  readonly entry: EntryRow
}

export interface LeaderboardPage {
  readonly challengeId: string
  readonly edges: readonly Edge<RankedEntry>[]
  readonly pageInfo: {
    readonly hasNextPage: boolean
    readonly hasPreviousPage: boolean
    readonly startCursor: string | null
    readonly endCursor: string | null
  }
  readonly totalCount: number
}

/** A place on a board: score descending, who reached it first, then the id. */
export interface Place {
  readonly units: number
  readonly reachedAtMs: number
  readonly athleteId: string
}

/** A place with what decides who is told whose it is. */
export interface OwnedPlace extends Place {
  readonly sharesWithBrand: boolean
}

export const PLACE_CURSOR = ['number', 'number', 'string'] as const

export const cursorOfPlace = ({ units, reachedAtMs, athleteId }: Place): CursorKey => [units, reachedAtMs, athleteId]

export const placeOfCursor = ([units, reachedAtMs, athleteId]: CursorKey): Place => ({
  units: Number(units),
  reachedAtMs: Number(reachedAtMs),
  athleteId: String(athleteId),
})

/** Below zero where `a` stands before `b`. */
export const comparePlaces = (a: Place, b: Place): number =>
  b.units - a.units || a.reachedAtMs - b.reachedAtMs || (a.athleteId < b.athleteId ? -1 : a.athleteId > b.athleteId ? 1 : 0)

/**
 * Ranks of scores from counts: how many stand above the highest of them, and how many have each score from there down to the lowest.
 * `counts` may hold scores nobody asked for; a score's rank is one more than the number of entries above it.
 */
export const ranksFromCounts = (
  scores: readonly number[],
  aboveHighest: number,
  counts: ReadonlyMap<number, number>,
): ReadonlyMap<number, number> => {
  const asked = new Set(scores)
  const ranks = new Map<number, number>()
  let above = aboveHighest
  for (const score of [...new Set([...asked, ...counts.keys()])].sort((a, b) => b - a)) {
    if (asked.has(score)) ranks.set(score, above + 1)
    above += counts.get(score) ?? 0
  }
  return ranks
}

export interface Window<Row> {
  readonly rows: readonly Row[]
  readonly more: { readonly before: boolean; readonly after: boolean }
}

/**
 * A window of `size` rows around `centre`: half before it, the rest after; where one side is short the other fills it.
 * `before` holds the rows before the centre, nearest first; each side up to `size` rows, one more where there are more.
 */
export const centredWindow = <Row>(before: readonly Row[], centre: Row, after: readonly Row[], size: number): Window<Row> => {
  if (size <= 0) return { rows: [], more: { before: before.length > 0, after: true } }
  const others = size - 1
  const wantedBefore = Math.min(before.length, Math.floor(others / 2))
  const takenAfter = Math.min(after.length, others - wantedBefore)
  const takenBefore = Math.min(before.length, others - takenAfter)
  return {
    rows: [...before.slice(0, takenBefore).toReversed(), centre, ...after.slice(0, takenAfter)],
    more: { before: before.length > takenBefore, after: after.length > takenAfter },
  }
}

/**
 * Who was passed by a rise from `fromUnits` to `toUnits`: those who stood above or level and stand below now. Who has not scored yet is not
 * passed. Returned as a half-open span of units, null when nobody can have been.
 */
export const passedSpan = (fromUnits: number, toUnits: number): { atLeast: number; below: number } | null => {
  const atLeast = Math.max(1, fromUnits)
  return toUnits > atLeast ? { atLeast, below: toUnits } : null
}
