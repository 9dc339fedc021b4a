import type { Model, mongo } from 'mongoose'
import { TimeSeriesRuleError } from './time-series-guard.ts'
import type { Tx } from './types.ts'

/** Writes of rows that the platform made itself, whole. */
export interface WholeRows<Row> {
  insert(rows: readonly Row[], tx?: Tx): Promise<void>
  /** Each in the place of the one with its id, or new. */
  put(rows: readonly Row[], tx?: Tx): Promise<void>
  /** In the place of the one that has its id and these values; false where there is none. */
  replace(row: Row, where: Partial<Row>, tx: Tx): Promise<boolean>
}

const inPlace = <Row extends { readonly _id: string }>(replacement: Row) => ({
  replaceOne: { filter: { _id: replacement._id }, replacement, upsert: true },
})

/**
 * The collection under a model: what mongoose casts and checks in a row that the compiler has checked costs more than to write it. Fields
 * that are undefined are not stored. What changes a part of a row, or holds what a client sent, goes through the model.
 */
export const wholeRows = <Row extends { readonly _id: string }>(model: Model<Row>): WholeRows<Row> => {
  if (model.schema.get('timeseries') !== undefined) throw new TimeSeriesRuleError(`${model.modelName} is a time series`)
  // Its ids are the platform's own text; the model's type knows nothing of that.
  const collection = model.collection as unknown as mongo.Collection<{ _id: string }>
  const within = (tx: Tx | undefined) => ({ ignoreUndefined: true, ...(tx !== undefined && { session: tx.session }) })
  return {
    async insert(rows, tx) {
      if (rows.length > 0) await collection.insertMany([...rows], within(tx))
    },
    async put(rows, tx) {
      const [first, ...others] = rows
      if (first === undefined) return
      if (others.length === 0) await collection.replaceOne({ _id: first._id }, first, { ...within(tx), upsert: true })
      else await collection.bulkWrite(rows.map(inPlace), within(tx))
    },
    async replace(row, where, tx) {
      return (await collection.replaceOne({ ...where, _id: row._id }, row, within(tx))).matchedCount === 1
    },
  }
}
