import { collection, type Database, type Tx } from '@gruppetto/runtime'

interface SponsoredChallengeRow {
  /** The challenge's id. */
  readonly _id: string
}

/** The challenges that have a sponsor. They have a collection of their own, because that event may arrive before the challenge. */
export const openSponsoredChallenges = (database: Database) => {
  const rows = collection<SponsoredChallengeRow>(database, {
    name: 'sponsored_challenges',
    fields: { _id: 'string' },
    athletes: { none: 'ids of challenges' },
  })
  return {
    async put(challengeId: string, tx: Tx): Promise<void> {
      await rows.put([{ _id: challengeId }], tx)
    },
    async among(challengeIds: readonly string[]): Promise<ReadonlySet<string>> {
      return new Set((await rows.byId(challengeIds)).keys())
    },
  }
}

export type SponsoredChallenges = ReturnType<typeof openSponsoredChallenges>
