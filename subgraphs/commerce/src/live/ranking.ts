import { openRanks, openRecent, type RankChange, type Ranking as RanksOfScores, type Runtime, type Tx } from '@gruppetto/runtime'
import { type BoardRow, type RankedRow, rankRevision } from '../domain/board.ts'
import type { Stores } from '../stores/mod.ts'

export interface Ranking {
  /** Returns the rank of each score on a challenge's board, and how many are on it. */
  of(challengeId: string, scores: readonly number[]): Promise<RanksOfScores>
  /** Announces a change of a row inside its transaction. After the commit, Redis gets it if the board was read of late. */
  change(row: BoardRow, tx: Tx): Promise<void>
  /** As `change`, for the row of an account that closes. The row comes back with a higher revision. */
  takeOff(row: BoardRow, tx: Tx): Promise<void>
  /** Forgets a board with all who are on it. */
  drop(challengeId: string): Promise<void>
  close(): Promise<void>
}

/** How old the number of those on a board may be while Redis is away. */
const COUNT_KEPT_MS = 10_000
const BOARDS_KEPT = 300

const rankChangeOf = (row: RankedRow): RankChange => ({
  athleteId: row.athleteId,
  revision: rankRevision(row),
  units: row.participating ? row.score : null,
})

/** Opens the ranks of the branded boards. Boards that are read have them in Redis, and all in MongoDB. */
export const openRanking = (
  { boards, boardRanks }: Pick<Stores, 'boards' | 'boardRanks'>,
  runtime: Pick<Runtime, 'log' | 'now'>,
): Ranking => {
  const counts = openRecent<number>({ now: runtime.now, keptMs: COUNT_KEPT_MS, most: BOARDS_KEPT })
  const ranks = openRanks<string>(
    boardRanks,
    {
      keyOf: (challengeId) => ({ group: challengeId, board: '' }),
      async *rows(challengeId) {
        for await (const rows of boards.all(challengeId)) yield rows.map(rankChangeOf)
      },
      // Without Redis, a board that is embedded somewhere would be counted twice a second, for as long as that lasts.
      count: (challengeId) =>
        boardRanks.isConnected() ? boards.count(challengeId) : counts.of(challengeId, () => boards.count(challengeId)),
      countAbove: boards.countAbove,
      countByScore: boards.countByScore,
    },
    runtime,
  )

  const apply = (group: string, change: RankChange, tx: Tx): Promise<void> =>
    boardRanks.change(change.athleteId, [{ group, boards: [{ board: '', changes: [change] }] }], 'where-open', tx)

  return {
    of: ranks.of,
    change: (row, tx) => apply(row.challengeId, rankChangeOf(row), tx),
    // Between two revisions: a rebuild that has read the row before the commit does not bring it back.
    takeOff: (row, tx) =>
      apply(row.challengeId, { athleteId: row.athleteId, revision: rankRevision(row) + 0.5, units: null }, tx),
    drop: (challengeId) => boardRanks.drop(challengeId, ['']),
    async close() {
      await ranks.close()
      boardRanks.close()
    },
  }
}
