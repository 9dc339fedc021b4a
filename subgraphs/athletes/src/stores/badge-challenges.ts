import { collection, type Database, type Tx } from '@gruppetto/runtime'
import { type ChallengeEntryRow, type ChallengeRow, entryId, newChallenge, newEntry } from '../domain/badges/challenge-badge.ts'

/** The challenges, and the athletes who have a score in them. */
export const openBadgeChallenges = (database: Database) => {
  const challenges = collection<ChallengeRow>(database, {
    name: 'badge_challenges',
    fields: {
      _id: 'string',
      revision: 'number',
      title: 'string',
      badgeName: 'string',
      isPublic: 'boolean',
      isCancelled: 'boolean',
      isSponsored: 'boolean',
    },
    athletes: { none: 'challenges' },
  })
  const entries = collection<ChallengeEntryRow>(database, {
    name: 'badge_challenge_entries',
    fields: {
      _id: 'string',
      challengeId: 'string',
      athleteId: 'string',
      scoreRevision: 'number',
      completedAt: 'date | null',
      participationRevision: 'number',
      sharesWithBrand: 'boolean',
    },
    athletes: { ids: { athleteId: 'delete' }, exported: { not: 'a copy of what clubs exports' } },
    indexes: [
      // A challenge that is cancelled, hidden, opened or sponsored: those who have completed it.
      { keys: { challengeId: 1, athleteId: 1 }, only: { completedAt: { $gt: new Date(0) } } },
    ],
  })
  return {
    async challenge(id: string, tx: Tx): Promise<ChallengeRow> {
      return (await challenges.one({ _id: id }, { tx })) ?? newChallenge(id)
    },
    async challenges(ids: readonly string[]): Promise<ReadonlyMap<string, ChallengeRow>> {
      return challenges.byId(ids)
    },
    async putChallenge(row: ChallengeRow, tx: Tx): Promise<void> {
      await challenges.put([row], tx)
    },
    async entry(challengeId: string, athleteId: string, tx: Tx): Promise<ChallengeEntryRow> {
      return (await entries.one({ _id: entryId(challengeId, athleteId) }, { tx })) ?? newEntry(challengeId, athleteId)
    },
    async putEntry(row: ChallengeEntryRow, tx: Tx): Promise<void> {
      await entries.put([row], tx)
    },
    /** Returns the athletes who have completed a challenge, after one of them. */
    async completedBy(challengeId: string, after: string, limit: number): Promise<readonly string[]> {
      const rows = await entries.many<Pick<ChallengeEntryRow, 'athleteId'>>(
        { challengeId, completedAt: { $gt: new Date(0) }, athleteId: { $gt: after } },
        { fields: { athleteId: 1 }, sort: { athleteId: 1 }, limit },
      )
      return rows.map(({ athleteId }) => athleteId)
    },
  }
}

export type BadgeChallenges = ReturnType<typeof openBadgeChallenges>
