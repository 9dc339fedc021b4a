import { type Runtime, type Tx, throttle } from '@gruppetto/runtime'
import type { EntryRow } from '../domain/entry.ts'
import { ranksFromCounts } from '../domain/leaderboard.ts'
import type { RankChange } from '../stores/board-ranks.ts'
import type { Stores } from '../stores/mod.ts'

const HINT_EVERY_MS = 1_000

const rankChangeOf = (entry: Pick<EntryRow, 'athleteId' | 'revision' | 'units' | 'participating'>): RankChange => ({
  athleteId: entry.athleteId,
  revision: entry.revision,
  units: entry.participating ? entry.units : null,
})

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
  const rebuilding = new Map<string, Promise<void>>()

  const rebuild = async (challengeId: string): Promise<void> => {
    for await (const rows of entries.all(challengeId)) {
      if (!(await boardRanks.apply(challengeId, rows.map(rankChangeOf), 'rebuild'))) return
    }
    await boardRanks.apply(challengeId, [], 'complete')
  }
  // The request that found the board missing does not wait for the rebuild: MongoDB answers it.
  const startRebuild = (challengeId: string): void => {
    if (rebuilding.has(challengeId)) return
    const work = rebuild(challengeId)
      .catch((error: unknown) => runtime.log.warn({ err: error, challengeId }, 'a leaderboard was not rebuilt'))
      .finally(() => rebuilding.delete(challengeId))
    rebuilding.set(challengeId, work)
  }

  const ranksFromEntries = async (challengeId: string, scores: readonly number[]): Promise<ReadonlyMap<number, number>> => {
    const highest = Math.max(...scores)
    const lowest = Math.min(...scores)
    const [above, counts] = await Promise.all([
      entries.countAbove(challengeId, highest),
      lowest === highest ? new Map<number, number>() : entries.countByScore(challengeId, lowest, highest),
    ])
    return ranksFromCounts(scores, above, counts)
  }

  const apply = async (challengeId: string, change: RankChange, tx: Tx): Promise<void> => {
    await boardRanks.announce(challengeId, change.athleteId)
    tx.afterCommit(async () => {
      await boardRanks.apply(challengeId, [change], 'change')
      hints.call(challengeId)
    })
  }

  return {
    async ranksOf(challengeId, scores) {
      if (scores.length === 0) return new Map()
      const distinct = [...new Set(scores)]
      const above = await boardRanks.countAbove(challengeId, distinct)
      if (above === 'missing') startRebuild(challengeId)
      if (above === 'missing' || above === 'down') return ranksFromEntries(challengeId, distinct)
      return new Map(distinct.map((score, index) => [score, (above[index] ?? 0) + 1]))
    },
    change: (challengeId, entry, tx) => apply(challengeId, rankChangeOf(entry), tx),
    // Between two revisions: a rebuild that has read the entry before the commit does not bring it back.
    takeOff: (entry, tx) =>
      apply(entry.challengeId, { athleteId: entry.athleteId, revision: entry.revision + 0.5, units: null }, tx),
    hint: (challengeId) => hints.call(challengeId),
    async close() {
      hints.close()
      await Promise.all(rebuilding.values())
      boardRanks.close()
    },
  }
}
