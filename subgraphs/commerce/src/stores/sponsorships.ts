import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { CodesTold, SponsorshipChange, SponsorshipRow } from '../domain/sponsorship.ts'

/** The sponsorship if it has not ended. */
const running = (row: SponsorshipRow | null): SponsorshipRow | null => (row?.endedAt === undefined ? row : null)

export const openSponsorships = (database: Database) => {
  const sponsorships = collection<SponsorshipRow>(database, {
    name: 'sponsorships',
    fields: {
      _id: 'string',
      brandId: 'string',
      prize: 'string | null',
      termsUrl: 'string | null',
      offerCode: 'string | null',
      productId: 'string | null',
      agreedAt: 'date',
      embed: 'boolean | null?',
      codesAdded: 'number?',
      codesRanOutAt: 'date?',
      codesTold: 'string | null?',
      endedAt: 'date?',
    },
    athletes: { none: 'contracts of brands' },
  })
  const find = (challengeId: string, tx: Tx): Promise<SponsorshipRow | null> => sponsorships.one({ _id: challengeId }, { tx })
  return {
    async get(challengeId: string, tx: Tx): Promise<SponsorshipRow | null> {
      return running(await find(challengeId, tx))
    },
    /** Also one that has ended. */
    find,
    /** Conflicts with whatever changes the sponsorship at the same time. */
    async end(challengeId: string, endedAt: Date, tx: Tx): Promise<void> {
      await sponsorships.updateOne({ _id: challengeId }, { $set: { endedAt } }, tx)
    },
    /** Throws a duplicate key error when the challenge has a sponsor already. */
    async insert(row: SponsorshipRow, tx: Tx): Promise<void> {
      await sponsorships.insert([row], tx)
    },
    async change(challengeId: string, change: SponsorshipChange, tx: Tx): Promise<void> {
      if (Object.keys(change).length > 0) await sponsorships.updateOne({ _id: challengeId }, { $set: change }, tx)
    },
    async noteCodes(challengeId: string, codesAdded: number, tx: Tx): Promise<void> {
      await sponsorships.updateOne({ _id: challengeId }, { $set: { codesAdded, codesTold: null } }, tx)
    },
    async noteCodesTold(challengeId: string, codesTold: CodesTold, tx: Tx): Promise<void> {
      await sponsorships.updateOne({ _id: challengeId }, { $set: { codesTold } }, tx)
    },
    /** Conflicts with codes that are added at the same time. */
    async noteRunOut(challengeId: string, codesRanOutAt: Date, tx: Tx): Promise<void> {
      await sponsorships.updateOne({ _id: challengeId }, { $set: { codesRanOutAt } }, tx)
    },
    async many(challengeIds: readonly string[]): Promise<ReadonlyMap<string, SponsorshipRow>> {
      const rows = await sponsorships.byId(challengeIds)
      return new Map([...rows].filter(([, row]) => running(row) !== null))
    },
    /** Those that have ended. */
    async ended(challengeIds: readonly string[]): Promise<ReadonlyMap<string, SponsorshipRow>> {
      const rows = await sponsorships.byId(challengeIds)
      return new Map([...rows].filter(([, row]) => running(row) === null))
    },
  }
}

export type Sponsorships = ReturnType<typeof openSponsorships>
