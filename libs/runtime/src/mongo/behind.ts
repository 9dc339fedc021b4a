import type { Where } from './read-rows.ts'

/** The order of a list: each field with 1 (rising) or -1 (falling). */
type SortOrder = Readonly<Record<string, 1 | -1>>

/**
 * The keyset filter: rows behind the one at `place` in a list sorted by `sort`; all of them where there is no place. A row is behind when it lies further in
 * the first field, or is equal there and lies further in the next, and so on.
 */
export const behind = <Sort extends SortOrder>(
  sort: Sort,
  place: Readonly<Record<keyof Sort, string | number | Date>> | null,
): Where<unknown> => {
  if (place === null) return {}
  const fields: readonly (keyof Sort & string)[] = Object.keys(sort)
  // `$or` of ranges is what both MongoDB's planner and its wire-compatible servers answer from the compound index.
  return {
    $or: fields.map((field, index) => ({
      ...Object.fromEntries(fields.slice(0, index).map((before) => [before, place[before]])),
      [field]: { [sort[field] === 1 ? '$gt' : '$lt']: place[field] },
    })),
  }
}
