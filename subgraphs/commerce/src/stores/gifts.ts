import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { GiftRow } from '../domain/gift.ts'

export const openGifts = (database: Database) => {
  const gifts = collection<GiftRow>(database, {
    name: 'gifts',
    fields: {
      _id: 'string',
      athleteId: 'string | null',
      months: 'number',
      amount: 'number',
      currency: 'string',
      status: 'string',
      createdAt: 'date',
    },
    // The code goes on working for whom it was given to.
    athletes: { ids: { athleteId: 'forget' }, exported: { to: ['athleteId'] } },
  })
  return {
    async insert(row: GiftRow, tx: Tx): Promise<void> {
      await gifts.insert([row], tx)
    },
    async get(id: string, tx?: Tx): Promise<GiftRow | null> {
      return gifts.one({ _id: id }, tx && { tx })
    },
    /** Returns whether it was not paid before. */
    async pay(id: string, tx: Tx): Promise<boolean> {
      return gifts.updateOne({ _id: id, status: 'OPEN' }, { $set: { status: 'PAID' } }, tx)
    },
  }
}

export type Gifts = ReturnType<typeof openGifts>
