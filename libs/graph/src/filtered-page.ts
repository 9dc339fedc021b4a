import { type Connection, type CursorKey, connectionOf, encodeCursor, type PageRequest } from './connections.ts'

const MAX_BATCH = 500
/** The most rows that one page may read from the store. */
export const MAX_READ = 2_000

interface FilteredSource<Row, Node> {
  /** Returns up to `limit` rows after this cursor, in the order of the list. Returns fewer only at the end of the list. */
  readonly read: (after: CursorKey | null, limit: number) => Promise<readonly Row[]>
  /** Returns the node of each row, or null when the viewer may not see it. */
  readonly show: (rows: readonly Row[]) => Promise<readonly (Node | null | undefined)[]>
  readonly keyOf: (row: Row) => CursorKey
}

/**
 * Returns a forward page of a list whose rows the viewer may see only in part. It reads on until the page is full or the list
 * ends, so `hasNextPage` is true only when there is more to see. After MAX_READ rows it stops: then the page may be short or
 * even empty, with `hasNextPage` true and a cursor to continue from.
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
  for (let left = MAX_READ; !isEnd && left > 0 && shown.length < wanted; ) {
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
    // When most rows are hidden, larger batches reach the end of the list with fewer reads.
    limit = Math.min(limit * 2, MAX_BATCH, left)
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
