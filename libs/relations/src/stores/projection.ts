import type { Tx } from '@gruppetto/runtime'
import type { Model } from 'mongoose'

/** The last state of things that another subgraph owns, one row each. */
export interface Projection<Row> {
  get(id: string, tx?: Tx): Promise<Row | null>
  put(row: Row, tx: Tx): Promise<void>
  /** Those that are known, by id. */
  many(ids: readonly string[]): Promise<ReadonlyMap<string, Row>>
}

/** What every projection needs of its model; the stores beside add their own queries. */
export const openProjection = <Row extends { readonly _id: string }>(model: Model<Row>): Projection<Row> => ({
  async get(id, tx) {
    return model
      .findById(id)
      .session(tx?.session ?? null)
      .lean<Row>()
  },
  async put(row, tx) {
    await model.replaceOne({ _id: row._id }, row, { upsert: true, session: tx.session })
  },
  async many(ids) {
    if (ids.length === 0) return new Map()
    const rows = await model.find({ _id: { $in: [...ids] } }).lean<Row[]>()
    return new Map(rows.map((row) => [row._id, row]))
  },
})
