import { openProjection } from '@gruppetto/relations'
import { collection, type Database } from '@gruppetto/runtime'

/** A product of the marketplace, which gear may name: it is never deleted, and only that it exists is of interest here. */
export interface ProductRow {
  readonly _id: string
  readonly brandId: string
}

export const openProducts = (database: Database) =>
  openProjection(
    collection<ProductRow>(database, {
      name: 'products',
      fields: { _id: 'string', brandId: 'string' },
      athletes: { none: 'products of brands' },
    }),
  )

export type Products = ReturnType<typeof openProducts>
