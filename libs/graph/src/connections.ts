import { badUserInput } from './errors.ts'
import { broken } from './field-rules.ts'

export const MAX_PAGE_SIZE = 100

/** A cursor contains the sort key and the id of its row, never an offset. */
export type CursorKey = readonly (string | number)[]

export const encodeCursor = (key: CursorKey): string => Buffer.from(JSON.stringify(key)).toString('base64url')

/** The last instant that a `Date` can represent, in milliseconds. A sort key has no larger number. */
const MAX_NUMBER = 8.64e15

const isKeyPart = (part: unknown): part is string | number =>
  typeof part === 'string' || (typeof part === 'number' && Math.abs(part) <= MAX_NUMBER)

/**
 * Decodes a cursor. `kinds` are the expected types of the key's parts. Throws BAD_USER_INPUT when this connection cannot have
 * issued it.
 */
export const decodeCursor = (cursor: string, kinds: readonly ('string' | 'number')[], path = 'after'): CursorKey => {
  const refuse = () => badUserInput([{ path, message: 'is not a cursor of this connection' }])
  if (cursor.length > 512) throw refuse()
  let parsed: unknown
  try {
    parsed = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    throw refuse()
  }
  if (!Array.isArray(parsed) || parsed.length !== kinds.length) throw refuse()
  const key = parsed.filter(isKeyPart)
  if (key.length !== kinds.length || key.some((part, index) => typeof part !== kinds[index])) throw refuse()
  return key
}

export interface PageRequest {
  readonly size: number
  /** The key of the last row before the page, in its direction; null for the start of the list. */
  readonly after: CursorKey | null
  /** Whether the client sent `last` or `before`. */
  readonly backward: boolean
}

export interface PageArguments {
  readonly first?: number | null
  readonly after?: string | null
  readonly last?: number | null
  readonly before?: string | null
}

/**
 * Validates Relay's page arguments: a size from 0 to 100 and only one direction, which is backward when `last` or `before` is
 * given. Throws BAD_USER_INPUT.
 */
export const pageRequest = (args: PageArguments, kinds: readonly ('string' | 'number')[], defaultSize = 20): PageRequest => {
  const hasLast = args.last !== null && args.last !== undefined
  const backward = hasLast || Boolean(args.before)
  if (backward && args.after) throw badUserInput([{ path: 'after', message: 'goes with first, not with last and before' }])
  const name = hasLast ? 'last' : 'first'
  const size = args[name] ?? defaultSize
  if (!Number.isInteger(size) || size < 0 || size > MAX_PAGE_SIZE) {
    throw badUserInput([
      {
        path: name,
        ...broken('OUT_OF_RANGE', `must be a whole number from 0 to ${MAX_PAGE_SIZE}`, { min: 0, max: MAX_PAGE_SIZE }),
      },
    ])
  }
  const cursor = backward ? args.before : args.after
  const after = cursor === null || cursor === undefined ? null : decodeCursor(cursor, kinds, backward ? 'before' : 'after')
  return { size, after, backward }
}

export interface Edge<Node> {
  readonly cursor: string
  readonly node: Node
}

export interface Connection<Node> {
  readonly edges: readonly Edge<Node>[]
  readonly pageInfo: {
    readonly hasNextPage: boolean
    readonly hasPreviousPage: boolean
    readonly startCursor: string | null
    readonly endCursor: string | null
  }
}

/** An empty page, such as for a viewer who may not see the list. */
export const EMPTY_CONNECTION = {
  edges: [],
  pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
}

/**
 * Builds a connection from rows that were read in the direction of the request, with one row more than `size` when there is a
 * next page. Reverses the rows of a backward page.
 */
export const connectionOf = <Row, Node = Row>(
  rows: readonly Row[],
  page: PageRequest,
  keyOf: (row: Row) => CursorKey,
  nodeOf: (row: Row) => Node,
): Connection<Node> => {
  const kept = rows.slice(0, page.size)
  const more = rows.length > page.size
  const ordered = page.backward ? kept.toReversed() : kept
  const edges = ordered.map((row) => ({ cursor: encodeCursor(keyOf(row)), node: nodeOf(row) }))
  return {
    edges,
    pageInfo: {
      hasNextPage: page.backward ? page.after !== null : more,
      hasPreviousPage: page.backward ? more : page.after !== null,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  }
}
