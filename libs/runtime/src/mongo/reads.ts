import type { mongo } from 'mongoose'
import type { Tx } from '../types.ts'
import { flatFilter } from './flat-filter.ts'

interface Comparison<Value> {
  readonly $in?: readonly Value[]
  readonly $nin?: readonly Value[]
  readonly $ne?: Value | null
  readonly $gt?: Value
  readonly $gte?: Value
  readonly $lt?: Value
  readonly $lte?: Value
  /** A text and no RegExp: a server without MongoDB finds nothing by that where it takes an index. */
  readonly $regex?: string
  readonly $geoWithin?: object
  readonly $not?: Comparison<Value>
}

/** A filter on an array field takes the whole array or one element. */
type Asked<Value> = Value extends readonly (infer Item)[] ? Value | Item : Value

/** A filter by the fields of a row. Values are sent as they are, without casting. */
export type Where<Row> = {
  readonly [Field in keyof Row]?: Asked<Row[Field]> | Comparison<Asked<Row[Field]>> | null
} & {
  readonly [path: `${string}.${string}`]: unknown
  readonly $or?: readonly Where<Row>[]
  readonly $and?: readonly Where<Row>[]
  readonly $nor?: readonly Where<Row>[]
}

export interface ReadOptions {
  /** Read inside this transaction. */
  readonly tx?: Tx | undefined
  /** Projection: fields to include (1) or to exclude (0). Default: all. */
  readonly fields?: Readonly<Record<string, number>>
  readonly sort?: Readonly<Record<string, 1 | -1>>
  readonly collation?: mongo.CollationOptions
}

/** Reads of plain rows, as they are stored. */
export interface Reads<Row> {
  /** The name of the collection, for the stages of an aggregation that read another one. */
  readonly name: string
  /** Returns the first row that matches, or null. */
  one<Read = Row>(where: Where<Row>, options?: ReadOptions): Promise<Read | null>
  many<Read = Row>(where: Where<Row>, options?: ReadOptions & { readonly limit?: number }): Promise<Read[]>
  /** Returns the rows that match, as they arrive, in batches of `batchSize`. */
  each<Read = Row>(where: Where<Row>, options?: ReadOptions & { readonly batchSize?: number }): AsyncIterable<Read>
  /** Returns the rows with these ids as a map by id; `where` filters them further. */
  byId(ids: readonly string[], options?: ReadOptions & { readonly where?: Where<Row> }): Promise<ReadonlyMap<string, Row>>
  count(where: Where<Row>, tx?: Tx): Promise<number>
  exists(where: Where<Row>, tx?: Tx): Promise<boolean>
  /** Returns the distinct values of a field in the rows that match. */
  distinct<Field extends keyof Row & string>(field: Field, where: Where<Row>, tx?: Tx): Promise<Row[Field][]>
  aggregate<Read>(stages: readonly object[], tx?: Tx): Promise<Read[]>
}

/**
 * After so long the server ends a read, in milliseconds. It is the time that the driver waits for an answer (`socketTimeoutMS`), so the server does
 * not work on for nobody. A cursor that is read batch by batch (`each`) has no such limit: it may take as long as its reader.
 */
export const READ_WITHIN_MS = 60_000

/** Returns the driver's options that make a command part of the transaction. */
export const inside = (tx: Tx | undefined): { readonly session?: mongo.ClientSession } =>
  tx === undefined ? {} : { session: tx.session }

const BOUNDED = { maxTimeMS: READ_WITHIN_MS } as const

export const filterOf = (where: object): mongo.Filter<mongo.Document> => flatFilter({ ...where })

/** Each page of the feed reads two dozen times: the fields are named one by one, since the rest of an object costs more to copy than to send. */
const optionsOf = (
  { tx, fields, sort, collation, limit, batchSize }: ReadOptions & { limit?: number; batchSize?: number },
  maxTimeMS?: number,
): mongo.FindOptions => {
  const options: mongo.FindOptions = { promoteBuffers: true }
  if (tx !== undefined) options.session = tx.session
  if (fields !== undefined) options.projection = fields
  if (sort !== undefined) options.sort = sort
  if (collation !== undefined) options.collation = collation
  if (limit !== undefined) options.limit = limit
  if (batchSize !== undefined) options.batchSize = batchSize
  if (maxTimeMS !== undefined) options.maxTimeMS = maxTimeMS
  return options
}

/** Reads of a collection through the driver. The compiler has checked the query, so nothing is cast. */
export const readsOf = <Row>(collection: mongo.Collection): Reads<Row> => ({
  name: collection.collectionName,
  async one<Read>(where: Where<Row>, options: ReadOptions = {}) {
    return collection.findOne<Read>(filterOf(where), optionsOf(options, READ_WITHIN_MS)) as Promise<Read | null>
  },
  async many<Read>(where: Where<Row>, options: ReadOptions = {}) {
    return collection.find(filterOf(where), optionsOf(options, READ_WITHIN_MS)).toArray() as Promise<Read[]>
  },
  each<Read>(where: Where<Row>, options: ReadOptions = {}) {
    // The driver's type says documents. What `fields` leaves of a row is known to the caller.
    return collection.find(filterOf(where), optionsOf(options)) as unknown as AsyncIterable<Read>
  },
  async byId(ids, { where = {}, ...options } = {}) {
    if (ids.length === 0) return new Map()
    const found = collection.find(filterOf({ ...where, _id: { $in: [...ids] } }), optionsOf(options, READ_WITHIN_MS))
    const rows = await found.toArray()
    // The driver's type says documents. Each was checked against the fields of `Row` when it was written.
    return new Map(rows.map((row) => [String(row._id), row as unknown as Row]))
  },
  async count(where, tx) {
    return collection.countDocuments(filterOf(where), { ...inside(tx), ...BOUNDED })
  },
  async exists(where, tx) {
    return (await collection.findOne(filterOf(where), { ...inside(tx), ...BOUNDED, projection: { _id: 1 } })) !== null
  },
  async distinct<Field extends keyof Row & string>(field: Field, where: Where<Row>, tx?: Tx) {
    return collection.distinct(field, filterOf(where), { ...inside(tx), ...BOUNDED }) as Promise<Row[Field][]>
  },
  async aggregate<Read>(stages: readonly object[], tx?: Tx) {
    return collection.aggregate([...stages], { ...inside(tx), ...BOUNDED, promoteBuffers: true }).toArray() as Promise<Read[]>
  },
})
