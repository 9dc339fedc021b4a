import type { CursorKey } from '@gruppetto/graph'
import { behind } from '@gruppetto/runtime'

/** The sort key of the row after which a page begins: its instant and its id. */
export interface Keyset {
  readonly atMs: number
  readonly id: string
}

export const KEYSET_CURSOR = ['number', 'string'] as const

export const cursorOf = ({ atMs, id }: Keyset): CursorKey => [atMs, id]

/** Returns the cursor of a row in a list that is sorted by the instant `at`. */
export const rowCursor = (at: Date, { _id }: { readonly _id: string }): CursorKey => [at.getTime(), _id]

/** Converts a valid cursor. */
export const keysetOf = (after: CursorKey | null): Keyset | null =>
  after === null ? null : { atMs: Number(after[0]), id: String(after[1]) }

/** Returns the filter for the rows after `after` in a list that is sorted newest first, by the date `field` and then `_id`. */
export const olderThan = (field: string, after: Keyset | null) =>
  behind({ [field]: -1, _id: -1 }, after && { [field]: new Date(after.atMs), _id: after.id })

/** Returns the filter for the rows after `after` in a list that is sorted oldest first, by the date `field` and then `_id`. */
export const newerThan = (field: string, after: Keyset | null) =>
  behind({ [field]: 1, _id: 1 }, after && { [field]: new Date(after.atMs), _id: after.id })
