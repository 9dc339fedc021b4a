import type { CursorKey } from '@gruppetto/graph'

/** The row a page goes on from: its instant and its id. */
export interface Keyset {
  readonly atMs: number
  readonly id: string
}

export const KEYSET_CURSOR = ['number', 'string'] as const

export const cursorOf = ({ atMs, id }: Keyset): CursorKey => [atMs, id]

/** Reads a checked cursor. */
export const keysetOf = (after: CursorKey | null): Keyset | null =>
  after === null ? null : { atMs: Number(after[0]), id: String(after[1]) }

// `$or` of two ranges is what both MongoDB's planner and its wire-compatible servers answer from the compound index.
const beyond = (field: string, after: Keyset | null, operator: '$lt' | '$gt'): Record<string, unknown> =>
  after === null ? {} : { $or: [{ [field]: { [operator]: after.atMs } }, { [field]: after.atMs, _id: { [operator]: after.id } }] }

/** The filter for rows behind `after` in a list sorted newest first, by `field` and then `_id`. */
export const olderThan = (field: string, after: Keyset | null): Record<string, unknown> => beyond(field, after, '$lt')

/** The same in a list sorted oldest first. */
export const newerThan = (field: string, after: Keyset | null): Record<string, unknown> => beyond(field, after, '$gt')
