import type { Model } from 'mongoose'
import type { Tx } from '../types.ts'
import { TimeSeriesRuleError } from './time-series-guard.ts'

/** Writes of whole rows. With a `tx`, the write is sent with the commit, so reads inside the transaction do not see it. */
export interface WholeRows<Row> {
  insert(rows: readonly Row[], tx: Tx): void
  /** Inserts at once, outside any transaction. */
  insertNow(rows: readonly Row[]): Promise<void>
  /** Upserts by `_id`. */
  put(rows: readonly Row[], tx: Tx): void
  /** Replaces the row that has the same `_id` and the values of `where`. When there is none, the commit fails with `error()`. */
  replace(row: Row, where: Partial<Row>, tx: Tx, error: () => Error): void
  /** As `replace`, but at once and outside any transaction. Returns false when there is no such row. */
  replaceNow(row: Row, where: Partial<Row>): Promise<boolean>
  /** Deletes the rows with these ids and the values of `where`. When any of them is missing, the commit fails with `error()`. */
  remove(ids: readonly string[], where: Partial<Row>, tx: Tx, error: () => Error): void
}

/**
 * Writes through the driver's collection. The compiler has checked the row, so the casting and validation of mongoose are not
 * needed; they cost more than the write itself. Undefined fields are not stored. Partial updates go through the model.
 */
export const wholeRows = <Row extends { readonly _id: string }>(model: Model<Row>): WholeRows<Row> => {
  if (model.schema.get('timeseries') !== undefined) throw new TimeSeriesRuleError(`${model.modelName} is a time series`)
  const collection = model.collection.collectionName
  return {
    insert(rows, tx) {
      for (const document of rows) tx.withCommit({ collection, operation: { name: 'insertOne', document } })
    },
    async insertNow(rows) {
      if (rows.length > 0) await model.collection.insertMany(rows as never, { ignoreUndefined: true })
    },
    put(rows, tx) {
      for (const replacement of rows) {
        const filter = { _id: replacement._id }
        tx.withCommit({ collection, operation: { name: 'replaceOne', filter, replacement, upsert: true } })
      }
    },
    replace(replacement, where, tx, error) {
      tx.withCommit({
        collection,
        operation: { name: 'replaceOne', filter: { ...where, _id: replacement._id }, replacement },
        check: ({ matched }) => {
          if (matched !== 1) throw error()
        },
      })
    },
    async replaceNow(replacement, where) {
      const filter = { ...where, _id: replacement._id }
      return (await model.collection.replaceOne(filter as never, replacement, { ignoreUndefined: true })).matchedCount === 1
    },
    remove(ids, where, tx, error) {
      if (ids.length === 0) return
      tx.withCommit({
        collection,
        operation: { name: 'deleteMany', filter: { ...where, _id: { $in: ids } } },
        check: ({ deleted }) => {
          if (deleted !== ids.length) throw error()
        },
      })
    },
  }
}
