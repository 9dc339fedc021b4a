import type { Model, mongo } from 'mongoose'
import type { Tx } from '../types.ts'
import type { Where } from './reads.ts'

type Filter = mongo.Filter<mongo.Document>

interface ReadOptions {
  /** Read inside this transaction. */
  readonly tx?: Tx | undefined
  /** Projection: fields to include (1) or to exclude (0). Default: all. */
  readonly fields?: Readonly<Record<string, number>>
  readonly sort?: Readonly<Record<string, 1 | -1>>
  readonly collation?: mongo.CollationOptions
}

/** Reads of plain rows, as they are stored. */
export interface ReadRows<Row> {
  /** Returns the first row that matches, or null. */
  one<Read = Row>(where: Where<Row>, options?: ReadOptions): Promise<Read | null>
  many<Read = Row>(where: Where<Row>, options?: ReadOptions & { readonly limit?: number }): Promise<Read[]>
  /** Returns the rows with these ids as a map by id; `where` filters them further. */
  byId(ids: readonly string[], options?: ReadOptions & { readonly where?: Where<Row> }): Promise<ReadonlyMap<string, Row>>
  count(where: Where<Row>, tx?: Tx): Promise<number>
  exists(where: Where<Row>, tx?: Tx): Promise<boolean>
  /** Returns the distinct values of a field in the rows that match. */
  distinct<Field extends keyof Row & string>(field: Field, where: Where<Row>, tx?: Tx): Promise<Row[Field][]>
  aggregate<Read>(stages: readonly object[], tx?: Tx): Promise<Read[]>
}

/**
 * Reads through the driver's collection. The compiler has checked the query, so the casting of mongoose is not needed; it costs
 * more than the read itself.
 */
export const readRows = <Row>(model: Model<Row>): ReadRows<Row> => {
  const { collection } = model
  const inside = (tx: Tx | undefined) => (tx === undefined ? {} : { session: tx.session })
  const driverOptions = ({ tx, fields, ...options }: ReadOptions & { limit?: number }) => ({
    ...options,
    ...inside(tx),
    ...(fields !== undefined && { projection: fields }),
  })
  return {
    async one<Read>(where: Where<Row>, options: ReadOptions = {}) {
      return collection.findOne<Read>(where as Filter, driverOptions(options) as mongo.FindOneOptions)
    },
    async many<Read>(where: Where<Row>, options: ReadOptions = {}) {
      const found = collection.find(where as Filter, driverOptions(options) as mongo.FindOptions)
      return found.toArray() as Promise<Read[]>
    },
    async byId(ids, { where = {}, ...options } = {}) {
      if (ids.length === 0) return new Map()
      const filter: object = { ...where, _id: { $in: [...ids] } }
      const found = collection.find(filter, driverOptions(options) as mongo.FindOptions)
      const rows = (await found.toArray()) as unknown as (Row & { readonly _id: string })[]
      return new Map(rows.map((row) => [row._id, row]))
    },
    async count(where, tx) {
      return collection.countDocuments(where as Filter, inside(tx))
    },
    async exists(where, tx) {
      return (await collection.findOne(where as Filter, { ...inside(tx), projection: { _id: 1 } })) !== null
    },
    async distinct(field, where, tx) {
      return collection.distinct(field, where as Filter, inside(tx))
    },
    async aggregate<Read>(stages: readonly object[], tx?: Tx) {
      return collection.aggregate([...stages], inside(tx)).toArray() as Promise<Read[]>
    },
  }
}
