import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { GivenCodeRow, OfferCodeRow } from '../domain/offer-code.ts'

export const openOfferCodes = (database: Database) => {
  const codes = collection<OfferCodeRow>(database, {
    name: 'offer_codes',
    fields: { _id: 'string', challengeId: 'string', code: 'string', place: 'number', givenAt: 'date | null' },
    athletes: { none: 'codes of brands; who has one stands in given_codes' },
    indexes: [
      // The next codes of a challenge that nobody has, and how many there are.
      { keys: { challengeId: 1, givenAt: 1, place: 1 } },
    ],
  })
  const given = collection<GivenCodeRow>(database, {
    name: 'given_codes',
    fields: { _id: 'string', challengeId: 'string', athleteId: 'string', offerCodeId: 'string', code: 'string', givenAt: 'date' },
    // The code stays given when its athlete is erased: nobody else may get it.
    athletes: { ids: { athleteId: 'delete' }, exported: { without: ['offerCodeId'] } },
  })
  return {
    async known(ids: readonly string[], tx: Tx): Promise<ReadonlySet<string>> {
      return new Set((await codes.byId(ids, { tx })).keys())
    },
    async insert(rows: readonly OfferCodeRow[], tx: Tx): Promise<void> {
      await codes.insert(rows, tx)
    },
    async free(challengeId: string, limit: number, tx: Tx): Promise<readonly OfferCodeRow[]> {
      return codes.many({ challengeId, givenAt: null }, { tx, sort: { place: 1 }, limit })
    },
    async countFree(challengeId: string): Promise<number> {
      return codes.count({ challengeId, givenAt: null })
    },
    /** Returns false when somebody has it already. */
    async take(id: string, at: Date, tx: Tx): Promise<boolean> {
      return codes.updateOne({ _id: id, givenAt: null }, { $set: { givenAt: at } }, tx)
    },
    async has(id: string, tx: Tx): Promise<boolean> {
      return given.exists({ _id: id }, tx)
    },
    /** Throws a duplicate key error when the athlete has a code of this challenge. */
    async give(row: GivenCodeRow, tx: Tx): Promise<void> {
      await given.insert([row], tx)
    },
    /** Returns the codes that were given, by boardRowId. */
    async given(ids: readonly string[]): Promise<ReadonlyMap<string, GivenCodeRow>> {
      return given.byId(ids)
    },
  }
}
