import { type BoardKey, openRanks, type RankChange, type Runtime, type Tx, throttle } from '@gruppetto/runtime'
import type { EntryRow } from '../domain/entry.ts'
import type { Stores } from '../stores/mod.ts'

const HINT_EVERY_MS = 1_000

const rankChangeOf = (entry: Pick<EntryRow, 'athleteId' | 'revision' | 'units' | 'participating'>): RankChange => ({
  athleteId: entry.athleteId,
  revision: entry.revision,
  units: entry.participating ? entry.units : null,
})

const keyOfChallenge = (challengeId: string): BoardKey => ({ group: challengeId, board: '' })

export interface Boards {
  /** Returns the rank of each score on a challenge's whole board. */
  ranksOf(challengeId: string, scores: readonly number[]): Promise<ReadonlyMap<number, number>>
  /** Announces a change of an entry inside its transaction. After the commit, Redis gets the change and subscribers a hint. */
  change(challengeId: string, entry: EntryRow, tx: Tx): Promise<void>
  /** As `change`, for the entry of an account that closes. The entry comes back with a higher revision. */
  takeOff(entry: EntryRow, tx: Tx): Promise<void>
  /** Sends a hint to subscribers. It is for commits that change no entry. */
  hint(challengeId: string): void
  close(): Promise<void>
}

/** Opens the boards. Ranks come from Redis, or from MongoDB while Redis does not have them. */
export const openBoards = (stores: Pick<Stores, 'boardRanks' | 'entries'>, runtime: Pick<Runtime, 'live' | 'log'>): Boards => {
  const { boardRanks, entries } = stores
  const hints = throttle<string>(
    (challengeId) => runtime.live.publish('challenge', challengeId),
    (challengeId) => challengeId,
    HINT_EVERY_MS,
  )
  const ranks = openRanks<string>(
    boardRanks,
    {
      keyOf: keyOfChallenge,
      async *rows(challengeId) {
        for await (const rows of entries.all(challengeId)) yield rows.map(rankChangeOf)
      },
      // A challenge counts its participants itself.
      count: async () => 0,
      countAbove: entries.countAbove,
      countByScore: entries.countByScore,
    },
    runtime,
  )

  const apply = async (challengeId: string, change: RankChange, tx: Tx): Promise<void> => {
    const changed = { group: challengeId, boards: [{ board: '', changes: [change] }] }
    await boardRanks.change(change.athleteId, [changed], 'everywhere', tx)
    tx.afterCommit(() => hints.call(challengeId))
  }

  return {
    ranksOf: async (challengeId, scores) => (scores.length === 0 ? new Map() : (await ranks.of(challengeId, scores)).ranks),
    change: (challengeId, entry, tx) => apply(challengeId, rankChangeOf(entry), tx),
    // Between two revisions: a rebuild that has read the entry before the commit does not bring it back.
    takeOff: (entry, tx) =>
      apply(entry.challengeId, { athleteId: entry.athleteId, revision: entry.revision + 0.5, units: null }, tx),
    hint: (challengeId) => hints.call(challengeId),
    async close() {
      hints.close()
      await ranks.close()
      boardRanks.close()
    },
  }
}
