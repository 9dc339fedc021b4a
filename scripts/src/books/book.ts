import type { SubgraphName } from '@gruppetto/graph'
import type { AnyWorker, Database, Runtime } from '@gruppetto/runtime'

/** What one subgraph has, or the lake: its database, with the definitions of its collections, and its workers. */
export interface Shelf {
  readonly database: Database
  readonly workers: readonly AnyWorker[]
}

/** Who has a shelf: each subgraph, and the lake if the platform has one. */
export type ShelfName = SubgraphName | 'lake'

/** The stored state of a platform, to be read. */
export interface Library {
  readonly runtime: Runtime
  readonly shelves: ReadonlyMap<ShelfName, Shelf>
}

/** What a book says while it is read. */
export interface Notes {
  /** Counts what was looked at. */
  looked(count?: number): void
  /** Says what is wrong, in a sentence that is the same when the same is found again. */
  wrong(sentence: string): void
}

/** One thing that must be so in a platform at rest. It reads, with bounded memory, and writes nothing. */
export interface Book {
  readonly name: string
  /** What is looked at, in the plural. */
  readonly of: string
  read(library: Library, notes: Notes): Promise<void>
}

export interface Row {
  readonly _id: string
}

interface RowsRead {
  readonly where?: object
  readonly fields?: Readonly<Record<string, 1>>
  /** Default: by `_id`. */
  readonly sort?: Readonly<Record<string, 1 | -1>>
  readonly limit?: number
}

const ROWS_AT_ONCE = 500
/** So many rows a book looks at together, unless it says otherwise. */
export const PORTION = 200

const collectionOf = ({ shelves }: Library, shelf: ShelfName, name: string) => {
  const found = shelves.get(shelf)?.database.connection.db?.collection<Row>(name)
  if (found === undefined) throw new Error(`the database of ${shelf} is not open`)
  return found
}

/** Reads rows as they are stored, one after the other. */
export const rowsOf = <Stored extends object>(
  library: Library,
  shelf: ShelfName,
  name: string,
  { where = {}, fields, sort = { _id: 1 }, limit = 0 }: RowsRead = {},
): AsyncIterable<Stored> =>
  collectionOf(library, shelf, name).find(where as never, {
    ...(fields && { projection: fields }),
    sort,
    limit,
    batchSize: ROWS_AT_ONCE,
    promoteBuffers: true,
  }) as unknown as AsyncIterable<Stored>

/** Returns the sums of an aggregation as a map by `_id`. */
export const sumsOf = async <Sum extends object>(
  library: Library,
  shelf: ShelfName,
  name: string,
  stages: readonly object[],
): Promise<ReadonlyMap<string, Sum>> => {
  const found = await collectionOf(library, shelf, name)
    .aggregate<Row & Sum>([...stages])
    .toArray()
  return new Map(found.map((row) => [row._id, row]))
}

/** Yields the rows of two sources that are sorted by `_id`, side by side; null where one has no such row. */
export async function* sideBySide<Left extends Row, Right extends Row>(
  lefts: AsyncIterable<Left>,
  rights: AsyncIterable<Right>,
): AsyncGenerator<readonly [Left | null, Right | null]> {
  const [left, right] = [lefts[Symbol.asyncIterator](), rights[Symbol.asyncIterator]()]
  let [a, b] = [await left.next(), await right.next()]
  while (!a.done || !b.done) {
    const [x, y] = [a.done ? null : a.value, b.done ? null : b.value]
    const isLeft = x !== null && (y === null || x._id <= y._id)
    const isRight = y !== null && (x === null || y._id <= x._id)
    yield [isLeft ? x : null, isRight ? y : null]
    if (isLeft) a = await left.next()
    if (isRight) b = await right.next()
  }
}
