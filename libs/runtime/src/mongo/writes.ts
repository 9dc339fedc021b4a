import type { mongo } from 'mongoose'
import type { Tx } from '../types.ts'
import type { RowCheck } from './fields.ts'
import { filterOf, inside, type Where } from './reads.ts'
import { checkChange, checkUpsert } from './shard-key.ts'

type Paths<Value> = { readonly [path: `${string}.${string}`]: Value }

/** A partial update, in the words of MongoDB. */
export interface Change<Row> {
  readonly $set?: Partial<Row> & Paths<unknown>
  readonly $setOnInsert?: Partial<Row> & Paths<unknown>
  readonly $unset?: { readonly [Field in keyof Row]?: true } & Paths<true>
  readonly $inc?: { readonly [Field in keyof Row]?: number } & Paths<number>
  readonly $min?: Partial<Row> & Paths<unknown>
  readonly $max?: Partial<Row> & Paths<unknown>
}

/** One of several writes that share a command. */
export type RowWrite<Row> =
  | { readonly updateOne: { readonly filter: Where<Row>; readonly update: Change<Row>; readonly upsert?: boolean } }
  | { readonly replaceOne: { readonly filter: Where<Row>; readonly replacement: Row; readonly upsert?: boolean } }
  | { readonly deleteOne: { readonly filter: Where<Row> } }

/**
 * Writes of rows. A write is done at once, and reads in the same transaction see it; without a `tx` it is in no transaction. A
 * write whose name ends in `AtCommit` is sent with the commit, together with others into the same collection: reads inside the
 * transaction do not see it, and whether it succeeds is known only at the commit.
 */
export interface Writes<Row> {
  insert(rows: readonly Row[], tx?: Tx): Promise<void>
  insertAtCommit(rows: readonly Row[], tx: Tx): void
  /** Replaces the rows with the same `_id`, or inserts them. */
  put(rows: readonly Row[], tx?: Tx): Promise<void>
  putAtCommit(rows: readonly Row[], tx: Tx): void
  /** Replaces the row that has the same `_id` and the values of `where`. Returns false when there is none. */
  replace(row: Row, where: Where<Row>, tx?: Tx): Promise<boolean>
  /** As `replace`; when there is no such row, the commit fails with `error()`. */
  replaceAtCommit(row: Row, where: Where<Row>, tx: Tx, error: () => Error): void
  /** As `replace`, or inserts the row. When its `_id` exists with other values, this is a duplicate key error. */
  replaceOrInsert(row: Row, where: Where<Row>, tx?: Tx): Promise<void>
  /** Returns whether a row matched. */
  updateOne(where: Where<Row>, change: Change<Row>, tx?: Tx): Promise<boolean>
  /** Returns how many rows matched. */
  updateMany(where: Where<Row>, change: Change<Row>, tx?: Tx): Promise<number>
  /** Returns whether a row was inserted. */
  upsertOne(where: Where<Row>, change: Change<Row>, tx?: Tx): Promise<boolean>
  /** Returns the row as it is after the update, or null when none matched. */
  updateAndGet(where: Where<Row>, change: Change<Row>, tx?: Tx): Promise<Row | null>
  upsertAndGet(where: Where<Row>, change: Change<Row>, tx?: Tx): Promise<Row>
  /** Returns whether there was such a row. */
  deleteOne(where: Where<Row>, tx?: Tx): Promise<boolean>
  /** Returns how many rows were deleted. */
  deleteMany(where: Where<Row>, tx?: Tx): Promise<number>
  /** Deletes the rows with these ids and the values of `where`. When any of them is missing, the commit fails with `error()`. */
  deleteAtCommit(ids: readonly string[], where: Where<Row>, tx: Tx, error: () => Error): void
  /** Several writes in one command, in their order. */
  writeAll(writes: readonly RowWrite<Row>[], tx?: Tx): Promise<void>
}

interface StoredRow {
  readonly _id: string | number
}

type Operations = mongo.AnyBulkWriteOperation[]

/** Writes through the driver. Undefined fields are not stored. `shardKey` has the fields by which the rows are spread over a cluster. */
export const writesOf = <Row extends StoredRow>(
  collection: mongo.Collection,
  check: RowCheck,
  shardKey: readonly string[],
): Writes<Row> => {
  const name = collection.collectionName
  const options = (tx: Tx | undefined) => ({ ...inside(tx), ignoreUndefined: true })
  const checked = (row: Row): mongo.Document => {
    check.row(row)
    return row as unknown as mongo.Document
  }
  const changeOf = (where: Readonly<Record<string, unknown>>, change: Change<Row>): mongo.UpdateFilter<mongo.Document> => {
    for (const values of Object.values(change)) check.values(values)
    checkChange(name, shardKey, where, change)
    return change as mongo.UpdateFilter<mongo.Document>
  }
  // First the id: a simple planner takes the index of the field that comes first. With the shard key a cluster asks one shard, and may insert.
  const byId = (row: Row, where: Where<Row> = {}) => {
    const place = Object.fromEntries(shardKey.map((field) => [field, (row as Readonly<Record<string, unknown>>)[field]]))
    return filterOf({ _id: row._id, ...place, ...where })
  }
  const upsertFilter = (where: Where<Row>) => {
    checkUpsert(name, shardKey, where)
    return filterOf(where)
  }

  const operationOf = (write: RowWrite<Row>): mongo.AnyBulkWriteOperation => {
    if ('replaceOne' in write) checked(write.replaceOne.replacement)
    if ('updateOne' in write) changeOf(write.updateOne.filter, write.updateOne.update)
    const upsert = ('updateOne' in write && write.updateOne) || ('replaceOne' in write && write.replaceOne)
    if (upsert !== false && upsert.upsert === true) checkUpsert(name, shardKey, upsert.filter)
    return write as unknown as mongo.AnyBulkWriteOperation
  }
  const replaceOrInsert = async (row: Row, where: Where<Row>, tx: Tx | undefined): Promise<void> => {
    await collection.replaceOne(byId(row, where), checked(row), { ...options(tx), upsert: true })
  }

  return {
    async insert(rows, tx) {
      const [first, ...others] = rows.map(checked)
      if (first === undefined) return
      if (others.length === 0) await collection.insertOne(first, options(tx))
      else await collection.insertMany([first, ...others], options(tx))
    },
    insertAtCommit(rows, tx) {
      for (const row of rows) tx.withCommit({ collection: name, operation: { name: 'insertOne', document: checked(row) } })
    },
    async put(rows, tx) {
      const [first, ...others] = rows
      if (first === undefined) return
      // For a single write, `bulkWrite` costs more than the plain command.
      if (others.length === 0) return replaceOrInsert(first, {}, tx)
      const operations: Operations = rows.map((row) => ({
        replaceOne: { filter: byId(row), replacement: checked(row), upsert: true },
      }))
      await collection.bulkWrite(operations, options(tx))
    },
    putAtCommit(rows, tx) {
      for (const row of rows) {
        const operation = { name: 'replaceOne', filter: byId(row), replacement: checked(row), upsert: true } as const
        tx.withCommit({ collection: name, operation })
      }
    },
    async replace(row, where, tx) {
      const { matchedCount } = await collection.replaceOne(byId(row, where), checked(row), options(tx))
      return matchedCount === 1
    },
    replaceAtCommit(row, where, tx, error) {
      tx.withCommit({
        collection: name,
        operation: { name: 'replaceOne', filter: byId(row, where), replacement: checked(row) },
        check: ({ matched }) => {
          if (matched !== 1) throw error()
        },
      })
    },
    replaceOrInsert,
    async updateOne(where, change, tx) {
      const { matchedCount } = await collection.updateOne(filterOf(where), changeOf(where, change), options(tx))
      return matchedCount === 1
    },
    async updateMany(where, change, tx) {
      return (await collection.updateMany(filterOf(where), changeOf(where, change), options(tx))).matchedCount
    },
    async upsertOne(where, change, tx) {
      const written = await collection.updateOne(upsertFilter(where), changeOf(where, change), { ...options(tx), upsert: true })
      return written.upsertedCount === 1
    },
    async updateAndGet(where, change, tx) {
      const after = { ...options(tx), returnDocument: 'after', promoteBuffers: true } as const
      return (await collection.findOneAndUpdate(filterOf(where), changeOf(where, change), after)) as Row | null
    },
    async upsertAndGet(where, change, tx) {
      const after = { ...options(tx), returnDocument: 'after', upsert: true, promoteBuffers: true } as const
      return (await collection.findOneAndUpdate(upsertFilter(where), changeOf(where, change), after)) as unknown as Row
    },
    async deleteOne(where, tx) {
      return (await collection.deleteOne(filterOf(where), inside(tx))).deletedCount === 1
    },
    async deleteMany(where, tx) {
      return (await collection.deleteMany(filterOf(where), inside(tx))).deletedCount
    },
    deleteAtCommit(ids, where, tx, error) {
      if (ids.length === 0) return
      tx.withCommit({
        collection: name,
        operation: { name: 'deleteMany', filter: { ...where, _id: { $in: ids } } },
        check: ({ deleted }) => {
          if (deleted !== ids.length) throw error()
        },
      })
    },
    async writeAll(writes, tx) {
      if (writes.length > 0) await collection.bulkWrite(writes.map(operationOf), options(tx))
    },
  }
}
