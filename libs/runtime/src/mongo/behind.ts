import type { Where } from './reads.ts'

/** The sort order of a list: 1 (ascending) or -1 (descending) for each field. */
type SortOrder = Readonly<Record<string, 1 | -1>>

/**
 * Returns the keyset filter of the rows that come after `place` in a list sorted by `sort`; without a place it matches all rows.
 * A row comes after when its first field does, or when that is equal and its second field does, and so on.
 */
export const behind = <Sort extends SortOrder>(
  sort: Sort,
  place: Readonly<Record<keyof Sort, string | number | Date>> | null,
): Where<unknown> => {
  if (place === null) return {}
  const fields: readonly (keyof Sort & string)[] = Object.keys(sort)
  // MongoDB and the servers that speak its protocol both answer an `$or` of ranges from the compound index.
  return {
    $or: fields.map((field, index) => ({
      ...Object.fromEntries(fields.slice(0, index).map((before) => [before, place[before]])),
      [field]: { [sort[field] === 1 ? '$gt' : '$lt']: place[field] },
    })),
  }
}
