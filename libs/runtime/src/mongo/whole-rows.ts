import type { Model } from 'mongoose'
import type { Tx } from '../types.ts'
import { TimeSeriesRuleError } from './time-series-guard.ts'

/** Writes of rows that the platform made itself, whole. With a transaction they go out with its commit: nothing it reads shows them. */
export interface WholeRows<Row> {
  insert(rows: readonly Row[], tx: Tx): void
  /** In no transaction. */
  insertNow(rows: readonly Row[]): Promise<void>
  /** Each in the place of the one with its id, or new. */
  put(rows: readonly Row[], tx: Tx): void
  /** In the place of the one that has its id and these values; where there is none, the commit fails with the error. */
  replace(row: Row, where: Partial<Row>, tx: Tx, error: () => Error): void
  /** As `replace`, in no transaction; false where there is none. */
  replaceNow(row: Row, where: Partial<Row>): Promise<boolean>
  /** Those with the ids and these values; where they are not all there, the commit fails with the error. */
  remove(ids: readonly string[], where: Partial<Row>, tx: Tx, error: () => Error): void
}

/**
 * The collection under a model: what mongoose casts and checks in a row that the compiler has checked costs more than to write it. Fields
 * that are undefined are not stored. What changes a part of a row goes through the model.
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
