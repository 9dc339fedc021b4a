import { type Connection, type CursorKey, connectionOf, encodeCursor, type PageRequest } from './connections.ts'

const MOST_AT_ONCE = 500
/** Rows that one page may make the store read. */
export const MOST_READ = 2_000

interface FilteredSource<Row, Node> {
  /** Up to `limit` rows behind the one with this cursor, in the order of the list; fewer only at its end. */
  readonly read: (after: CursorKey | null, limit: number) => Promise<readonly Row[]>
  /** For each row what its edge holds, or null where the viewer may not see it. */
  readonly show: (rows: readonly Row[]) => Promise<readonly (Node | null | undefined)[]>
  readonly keyOf: (row: Row) => CursorKey
}

/**
 * A page, forward, of a list from which rules take rows away. It reads on until the page is full or the list ends, so that `hasNextPage` is true
 * only when there is something to see. Where almost nothing of a long list is visible it stops after MOST_READ rows: then the page is short, maybe
 * empty, and has `hasNextPage` and a cursor to go on from.
 */
export const filteredPage = async <Row, Node>(
  page: PageRequest,
  { read, show, keyOf }: FilteredSource<Row, Node>,
): Promise<Connection<Node>> => {
  const wanted = page.size + 1
  const shown: { readonly key: CursorKey; readonly node: Node }[] = []
  let after = page.after
  let isEnd = false
  let limit = wanted
  for (let left = MOST_READ; !isEnd && left > 0 && shown.length < wanted; ) {
    const rows = await read(after, limit)
    const nodes = await show(rows)
    for (const [index, row] of rows.entries()) {
      const node = nodes[index]
      if (node !== null && node !== undefined) shown.push({ key: keyOf(row), node })
    }
    const last = rows.at(-1)
    if (last !== undefined) after = keyOf(last)
    isEnd = rows.length < limit
    left -= rows.length
    // Where most of a list is hidden, larger portions reach its end in few reads.
    limit = Math.min(limit * 2, MOST_AT_ONCE, left)
  }
  const connection = connectionOf(
    shown,
    page,
    ({ key }) => key,
    ({ node }) => node,
  )
  if (isEnd || shown.length >= wanted || after === null) return connection
  return { ...connection, pageInfo: { ...connection.pageInfo, hasNextPage: true, endCursor: encodeCursor(after) } }
}
