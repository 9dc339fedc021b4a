type Row = Record<string, unknown>

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * The data that the fetches of one operation have returned so far. The executor merges later answers into the objects of the first ones.
 * These are the same objects, so they are always what the executor sees.
 */
export type Rows = Row

/** Adds the answer to a fetch of root fields before the executor merges it, so that both hold the same objects. */
export const addRoot = (rows: Row, data: Row): void => {
  for (const [key, value] of Object.entries(data)) {
    const known = rows[key]
    if (isRow(known) && isRow(value)) addRoot(known, value)
    else if (known === undefined || known === null) rows[key] = value
  }
}

/** Returns the objects at a path of a plan in order, without nulls. `@` in a path means each item of a list. */
const rowsAt = (value: unknown, path: readonly (string | number)[]): unknown[] => {
  if (value === null || value === undefined) return []
  const [head, ...rest] = path
  if (Array.isArray(value)) return value.flatMap((item) => rowsAt(item, head === '@' ? rest : path))
  if (head === undefined) return [value]
  return isRow(value) ? rowsAt(value[head], rest) : []
}

const matches = (row: unknown, representation: Row): boolean =>
  isRow(row) && Object.entries(representation).every(([key, value]) => !(key in row) || isRow(value) || row[key] === value)

/**
 * Returns for each representation of a fetch the number of its row at the path. Both are in the same order, but rows of other types have
 * no representation. The executor ignores that when it counts rows for the path of an error.
 */
export const rowOfEach = (rows: Row, path: readonly (string | number)[], representations: readonly Row[]): number[] => {
  const all = rowsAt(rows, path)
  let next = 0
  return representations.map((representation, index) => {
    let at = next
    while (at < all.length && !matches(all[at], representation)) at += 1
    if (at >= all.length) return index
    next = at + 1
    return at
  })
}
