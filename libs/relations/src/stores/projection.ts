import type { Collection, Tx, Where } from '@gruppetto/runtime'

/** A projection: the last known state of entities that another subgraph owns, one row each. */
export interface Projection<Row> {
  get(id: string, tx?: Tx): Promise<Row | null>
  put(row: Row, tx: Tx): Promise<void>
  /** Returns the known rows with these ids, by id. */
  many(ids: readonly string[], tx?: Tx): Promise<ReadonlyMap<string, Row>>
}

/** Opens what all projections have in common. Each store adds its own queries. */
export const openProjection = <Row extends { readonly _id: string }>(rows: Collection<Row>): Projection<Row> => ({
  async get(id, tx) {
    return rows.one({ _id: id } as Where<Row>, { tx })
  },
  async put(row, tx) {
    await rows.put([row], tx)
  },
  async many(ids, tx) {
    return rows.byId(ids, { tx })
  },
})
