type Row = Record<string, unknown>

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * What the fetches of one operation have brought so far. ApolloGateway keeps the objects that fetches answer and puts what comes later into
 * them, so the same objects, held here, are always as it sees them.
 */
export type Rows = Row

/** Adds the answer to a fetch of root fields, before ApolloGateway does: what it puts together later is then the same objects. */
export const addRoot = (rows: Row, data: Row): void => {
  for (const [key, value] of Object.entries(data)) {
    const known = rows[key]
    if (isRow(known) && isRow(value)) addRoot(known, value)
    else if (known === undefined || known === null) rows[key] = value
  }
}

/** The objects at a path of a plan, in order, without those that are null; `@` stands for each of a list. */
const rowsAt = (value: unknown, path: readonly (string | number)[]): unknown[] => {
  if (value === null || value === undefined) return []
  const [head, ...rest] = path
  if (Array.isArray(value)) return value.flatMap((item) => rowsAt(item, head === '@' ? rest : path))
  if (head === undefined) return [value]
  return isRow(value) ? rowsAt(value[head], rest) : []
}

const fits = (row: unknown, representation: Row): boolean =>
  isRow(row) && Object.entries(representation).every(([key, value]) => !(key in row) || isRow(value) || row[key] === value)

/**
 * For each representation of a fetch, which of the rows at the path it stands for. Both are in one order, and rows of a type that is not
 * asked are left out of the representations, which ApolloGateway forgets where it counts for an error's path.
 */
export const rowOfEach = (rows: Row, path: readonly (string | number)[], representations: readonly Row[]): number[] => {
  const all = rowsAt(rows, path)
  let next = 0
  return representations.map((representation, index) => {
    let at = next
    while (at < all.length && !fits(all[at], representation)) at += 1
    if (at >= all.length) return index
    next = at + 1
    return at
  })
}
