import { type Collection, readRows, type Tx, type Where } from '@gruppetto/runtime'
import type { Model } from 'mongoose'

/** A projection: the last known state of entities that another subgraph owns, one row each. */
export interface Projection<Row> {
  get(id: string, tx?: Tx): Promise<Row | null>
  put(row: Row, tx: Tx): Promise<void>
  /** Returns the known rows with these ids, by id. */
  many(ids: readonly string[], tx?: Tx): Promise<ReadonlyMap<string, Row>>
}

/** Opens what all projections have in common. The stores in this folder add their own queries. */
export const openProjection = <Row extends { readonly _id: string }>(rows: Collection<Row> | Model<Row>): Projection<Row> => {
  const read = 'putAtCommit' in rows ? rows : readRows(rows)
  return {
    async get(id, tx) {
      return read.one({ _id: id } as Where<Row>, { tx })
    },
    async put(row, tx) {
      if ('putAtCommit' in rows) await rows.put([row], tx)
      else await rows.replaceOne({ _id: row._id }, row, { upsert: true, session: tx.session })
    },
    async many(ids, tx) {
      return read.byId(ids, { tx })
    },
  }
}
