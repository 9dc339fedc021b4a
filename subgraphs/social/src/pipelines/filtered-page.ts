import { type Connection, type CursorKey, connectionOf, type PageRequest } from '@gruppetto/graph'
import type { Keyset } from '../stores/keyset.ts'

const MOST_AT_ONCE = 500

export const KEYSET_KINDS = ['number', 'string'] as const

/** Reads a checked cursor of instant and id. */
export const keysetOf = (page: PageRequest): Keyset | null => {
  if (page.after === null) return null
  const [atMs, id] = page.after
  return { atMs: Number(atMs), id: String(id) }
}

export const cursorOf = (keyset: Keyset): CursorKey => [keyset.atMs, keyset.id]

interface Source<Row, Kept extends Row> {
  readonly read: (after: Keyset | null, limit: number) => Promise<readonly Row[]>
  /** The rows the viewer may see, in their order. */
  readonly keep: (rows: readonly Row[]) => Promise<readonly Kept[]>
  readonly keysetOf: (row: Row) => Keyset
}

/**
 * A page of which rules may take rows away: it is filled again until it is full or nothing is left, so that a short page never reads as
 * the end, and `hasNextPage` is true only when there is something to see.
 */
export const filteredPage = async <Row, Kept extends Row, Node>(
  page: PageRequest,
  source: Source<Row, Kept>,
  nodeOf: (row: Kept) => Node,
): Promise<Connection<Node>> => {
  const wanted = page.size + 1
  const rows: Kept[] = []
  let after = keysetOf(page)
  let limit = wanted
  while (rows.length < wanted) {
    const read = await source.read(after, limit)
    rows.push(...(await source.keep(read)))
    const last = read.at(-1)
    if (read.length < limit || last === undefined) break
    after = source.keysetOf(last)
    limit = Math.min(limit * 2, MOST_AT_ONCE)
  }
  return connectionOf(rows.slice(0, wanted), page, (row) => cursorOf(source.keysetOf(row)), nodeOf)
}
