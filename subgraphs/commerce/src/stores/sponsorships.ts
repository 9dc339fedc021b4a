import { type Database, readRows, rowSchema, type Tx } from '@gruppetto/runtime'
import type { SponsorshipRow } from '../domain/sponsorship.ts'

export const openSponsorships = (database: Database) => {
  // The challenge's id is the key: the collection's own unique index lets one of two sponsors in.
  const schema = rowSchema<SponsorshipRow>(
    {
      _id: String,
      brandId: { type: String, required: true },
      prize: { type: String, default: null },
      termsUrl: { type: String, default: null },
      offerCode: { type: String, default: null },
      productId: { type: String, default: null },
      agreedAt: { type: Date, required: true },
    },
    { collection: 'sponsorships', versionKey: false },
  )
  const model = database.connection.model<SponsorshipRow>('Sponsorship', schema)
  const read = readRows(model)
  return {
    async get(challengeId: string, tx: Tx): Promise<SponsorshipRow | null> {
      return read.one({ _id: challengeId }, { tx })
    },
    async insert(row: SponsorshipRow, tx: Tx): Promise<void> {
      await model.create([row], { session: tx.session })
    },
    async many(challengeIds: readonly string[]): Promise<ReadonlyMap<string, SponsorshipRow>> {
      return read.byId(challengeIds)
    },
  }
}

export type Sponsorships = ReturnType<typeof openSponsorships>
