import type { CursorKey, Edge } from '@gruppetto/graph'
import type { EntryRow } from './entry.ts'
import type { MemberPlace } from './standing.ts'

/** An entry with its rank on a board. */
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

/** A page of a club's board. */
export interface ClubLeaderboardPage {
  readonly edges: readonly Edge<MemberPlace>[]
  readonly pageInfo: LeaderboardPage['pageInfo']
  readonly totalCount: number
  readonly updatedAt: Date
}

/** An entry of a challenge, or a member's place in a club. */
export type ShownEntry = RankedEntry | MemberPlace

export type ShownPage = LeaderboardPage | ClubLeaderboardPage

/** A place on a board: by score (descending), then by who reached it first, then by id. */
export interface Place {
  readonly units: number
  readonly reachedAt: Date
  readonly athleteId: string
}

/** A place, with the field that decides who may learn whose it is. */
export interface OwnedPlace extends Place {
  readonly sharesWithBrand: boolean
}

export const PLACE_CURSOR = ['number', 'number', 'string'] as const

export const cursorOfPlace = ({ units, reachedAt, athleteId }: Place): CursorKey => [units, reachedAt.getTime(), athleteId]

export const placeOfCursor = ([units, reachedAt, athleteId]: CursorKey): Place => ({
  units: Number(units),
  reachedAt: new Date(Number(reachedAt)),
  athleteId: String(athleteId),
})

/** Returns a number below zero when `a` comes before `b`. */
export const comparePlaces = (a: Place, b: Place): number =>
  b.units - a.units ||
  a.reachedAt.getTime() - b.reachedAt.getTime() ||
  (a.athleteId < b.athleteId ? -1 : a.athleteId > b.athleteId ? 1 : 0)

export interface Window<Row> {
  readonly rows: readonly Row[]
  readonly more: { readonly before: boolean; readonly after: boolean }
}

/**
 * Returns a window of `size` rows around `centre`: half before it and the rest after it. When one side has too few rows, the other
 * fills the window. `before` has the rows before the centre, the nearest first. Each side has `size` rows, plus one when there are
 * more.
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
 * Returns the span of scores that a rise from `fromUnits` to `toUnits` passes: entries that were above or level and are below now,
 * without those that have no score yet. Returns null when there can be none.
 */
export const passedSpan = (fromUnits: number, toUnits: number): { atLeast: number; below: number } | null => {
  const atLeast = Math.max(1, fromUnits)
  return toUnits > atLeast ? { atLeast, below: toUnits } : null
}
