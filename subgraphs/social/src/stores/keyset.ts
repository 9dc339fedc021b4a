import type { CursorKey } from '@gruppetto/graph'
import { behind } from '@gruppetto/runtime'

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

/** The filter for rows behind `after` in a list sorted newest first, by `field` and then `_id`. */
export const olderThan = (field: string, after: Keyset | null) =>
  behind({ [field]: -1, _id: -1 }, after && { [field]: after.atMs, _id: after.id })

/** The same in a list sorted oldest first. */
export const newerThan = (field: string, after: Keyset | null) =>
  behind({ [field]: 1, _id: 1 }, after && { [field]: after.atMs, _id: after.id })
