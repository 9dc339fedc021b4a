import { type BoardChange, type BoardKey, openRanks, type Ranking, type Runtime, type Tx } from '@gruppetto/runtime'
import { CLUB_METRICS, type StandingRow } from '../domain/standing.ts'
import type { Stores } from '../stores/mod.ts'
import type { ClubBoard } from '../stores/standings.ts'

interface ChangedStandings {
  readonly athleteId: string
  /** Rises with each change of the athlete. */
  readonly revision: number
  /** The clubs on whose boards something has changed, and the ids of these boards. */
  readonly clubIds: readonly string[]
  readonly boards: readonly string[]
  /** The rows of the athlete on these boards. Where a club has none, the athlete is off the board. */
  readonly rows: readonly StandingRow[]
}

export interface ClubBoards {
  /** Returns the rank of each score among the members of a club, and how many are on the board. */
  rank(board: ClubBoard, scores: readonly number[]): Promise<Ranking>
  /** Announces a change inside its transaction. After the commit, Redis gets it. */
  change(changed: ChangedStandings, tx: Tx): Promise<void>
  /** Forgets the boards on which rows are, with all who are on them. */
  drop(rows: readonly StandingRow[]): Promise<void>
  close(): Promise<void>
}

const nameOf = (board: string, metric: string): string => `${board}:${metric}`
const keyOf = ({ clubId, board, metric }: ClubBoard): BoardKey => ({ group: clubId, board: nameOf(board, metric) })

/** What has changed on the boards of one club, by each metric. */
const changesIn = (clubId: string, { athleteId, revision, boards, rows }: ChangedStandings): readonly BoardChange[] =>
  boards.flatMap((board) => {
    const row = rows.find((one) => one.board === board && one.clubIds.includes(clubId))
    return CLUB_METRICS.map((metric) => {
      const units = row?.units[metric] ?? 0
      // Who has done nothing by a metric is not on its board.
      return { board: nameOf(board, metric), changes: [{ athleteId, revision, units: units > 0 ? units : null }] }
    })
  })

/** Opens the boards of clubs. Those that are read have their ranks in Redis, and all in MongoDB. */
export const openClubBoards = (
  { boardRanks, standings }: Pick<Stores, 'boardRanks' | 'standings'>,
  runtime: Pick<Runtime, 'log'>,
): ClubBoards => {
  const ranks = openRanks<ClubBoard>(boardRanks, { keyOf, ...standings }, runtime)

  const change = (changed: ChangedStandings, tx: Tx): Promise<void> => {
    const groups = changed.clubIds.map((clubId) => ({ group: clubId, boards: changesIn(clubId, changed) }))
    return boardRanks.change(changed.athleteId, groups, 'where-open', tx)
  }

  return {
    rank: ranks.of,
    change,
    async drop(rows) {
      const boardsOf = new Map<string, string[]>()
      for (const { clubIds, board } of rows) {
        const names = CLUB_METRICS.map((metric) => nameOf(board, metric))
        for (const clubId of clubIds) boardsOf.set(clubId, [...(boardsOf.get(clubId) ?? []), ...names])
      }
      for (const [clubId, boards] of boardsOf) await boardRanks.drop(clubId, boards)
    },
    close: ranks.close,
  }
}
