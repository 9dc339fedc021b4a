import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { ProductLife } from '../domain/product-life.ts'

/** How long a product lasts, as it was counted last. */
export interface ProductLifeRow {
  /** The product's id. */
  readonly _id: string
  /** Null where nothing is told of the product. */
  readonly life: ProductLife | null
  /** How many pairs were counted. */
  readonly pairs: number
  /** When it is to be counted next; null while nothing has changed. */
  readonly dueAt: Date | null
  /** True while a process counts, which it has until `dueAt`. */
  readonly isCounting: boolean
}

/** How long products last, and which of them are to be counted again. */
export const openProductLives = (database: Database) => {
  const lives = collection<ProductLifeRow>(database, {
    name: 'product_lives',
    fields: { _id: 'string', life: 'object | null', pairs: 'number', dueAt: 'date | null', isCounting: 'boolean' },
    athletes: { none: 'medians over many owners' },
    indexes: [
      // count-product-lives: those that are due.
      { keys: { dueAt: 1 }, only: { dueAt: { $gt: new Date(0) } } },
    ],
  })
  return {
    async many(productIds: readonly string[]): Promise<ReadonlyMap<string, ProductLifeRow>> {
      return lives.byId(productIds)
    },
    /** Notes that pairs of a product have changed. It stays due when it was due already, so that a crowd writes the row once. */
    async markChanged(productId: string, dueAt: Date, tx?: Tx): Promise<void> {
      const row = await lives.one({ _id: productId }, { tx })
      if (row !== null && row.dueAt !== null && !row.isCounting) return
      const change = { $set: { dueAt, isCounting: false }, $setOnInsert: { life: null, pairs: 0 } }
      await lives.upsertOne({ _id: productId }, change, tx)
    },
    /** Takes one that is due at `now`, until `until`. Returns its id, or null when none is due. */
    async take(now: Date, until: Date): Promise<string | null> {
      const row = await lives.updateAndGet(
        { dueAt: { $gt: new Date(0), $lte: now } },
        { $set: { dueAt: until, isCounting: true } },
      )
      return row?._id ?? null
    },
    /** Stores what was counted. It stays due when its pairs have changed since it was taken. */
    async put(productId: string, counted: Pick<ProductLifeRow, 'life' | 'pairs'>, until: Date): Promise<void> {
      await lives.updateOne({ _id: productId }, { $set: counted })
      await lives.updateOne({ _id: productId, isCounting: true, dueAt: until }, { $set: { dueAt: null, isCounting: false } })
    },
  }
}

export type ProductLives = ReturnType<typeof openProductLives>
