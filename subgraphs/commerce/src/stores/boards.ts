import { behind, collection, type Database, inPortions, type Tx } from '@gruppetto/runtime'
import type { BoardRow, RankedRow } from '../domain/board.ts'

/** The sort key of the row before the page: the highest score first, and among equal scores the one that was reached first. */
export type BoardCursor = readonly [score: number, reachedAtMs: number, athleteId: string]

export const boardCursorOf = ({ score, reachedAt, athleteId }: BoardRow): BoardCursor => [score, reachedAt.getTime(), athleteId]

/** The one before the page, of those who have completed a challenge. */
export interface CompletedCursor {
  readonly completedAt: Date
  readonly athleteId: string
}

/** Null where a row has completed nothing. */
export const completedCursorOf = ({ completedAt, athleteId }: BoardRow): CompletedCursor | null =>
  completedAt && { completedAt, athleteId }

const COMPLETED_SORT = { completedAt: 1, athleteId: 1 } as const
/** Before any challenge. */
const NEVER = new Date(0)

const SORT = { score: -1, reachedAt: 1, athleteId: 1 } as const

const placeOf = ([score, reachedAtMs, athleteId]: BoardCursor) => ({ score, reachedAt: new Date(reachedAtMs), athleteId })

type CountedRow = Pick<BoardRow, 'joinedAt' | 'completedAt' | 'activities' | 'distanceMeters'>

const RANKED_FIELDS = {
  athleteId: 1,
  participating: 1,
  participationRevision: 1,
  score: 1,
  scoreRevision: 1,
  returns: 1,
} as const
const PORTION = 1_000

const participantsOf = (challengeId: string) => ({ challengeId, participating: true })

export const openBoards = (database: Database) => {
  const rows = collection<BoardRow>(database, {
    name: 'board_rows',
    fields: {
      _id: 'string',
      challengeId: 'string',
      athleteId: 'string',
      participating: 'boolean',
      sharesWithBrand: 'boolean',
      joinedAt: 'date?',
      participationRevision: 'number',
      score: 'number',
      shownScore: 'number?',
      reachedAt: 'date',
      completedAt: 'date | null',
      activities: 'number?',
      distanceMeters: 'number?',
      scoreRevision: 'number',
      updatedAt: 'date',
      returns: 'number?',
    },
    athletes: { ids: { athleteId: 'delete' }, exported: { not: 'a copy of what clubs exports' }, whileClosed: 'aside' },
    indexes: [
      // A page of a challenge's leaderboard, and ranks without Redis.
      { keys: { challengeId: 1, participating: 1, score: -1, reachedAt: 1, athleteId: 1 } },
      // Who has completed a challenge, the first one first: who waits for a code, and how many they are.
      {
        keys: { challengeId: 1, participating: 1, completedAt: 1, athleteId: 1 },
        name: 'completed',
        only: { completedAt: { $gt: NEVER } },
      },
      // The time of the last change of a challenge's leaderboard.
      { keys: { challengeId: 1, updatedAt: -1 } },
    ],
    renamed: { reachedAtMs: 'reachedAt', completedAtMs: 'completedAt', updatedAtMs: 'updatedAt' },
  })
  return {
    async get(id: string, tx: Tx): Promise<BoardRow | null> {
      return rows.one({ _id: id }, { tx })
    },
    async many(ids: readonly string[]): Promise<ReadonlyMap<string, BoardRow>> {
      return rows.byId(ids)
    },
    putAtCommit(row: BoardRow, tx: Tx): void {
      rows.putAtCommit([row], tx)
    },
    async page(challengeId: string, after: BoardCursor | null, limit: number): Promise<readonly BoardRow[]> {
      const where = { ...participantsOf(challengeId), ...behind(SORT, after && placeOf(after)) }
      return rows.many(where, { sort: SORT, limit })
    },
    async completed(challengeId: string, after: CompletedCursor | null, limit: number): Promise<readonly BoardRow[]> {
      const done = { ...participantsOf(challengeId), completedAt: { $gt: NEVER } }
      return rows.many({ $and: [done, behind(COMPLETED_SORT, after)] }, { sort: COMPLETED_SORT, limit })
    },
    async countCompleted(challengeId: string): Promise<number> {
      return rows.count({ ...participantsOf(challengeId), completedAt: { $gt: NEVER } })
    },
    /** What a report counts of each athlete who takes part, in no order. */
    eachCounted(challengeId: string): AsyncIterable<CountedRow> {
      const fields = { joinedAt: 1, completedAt: 1, activities: 1, distanceMeters: 1 } as const
      return rows.each<CountedRow>(participantsOf(challengeId), { fields, batchSize: 5_000 })
    },
    async count(challengeId: string): Promise<number> {
      return rows.count(participantsOf(challengeId))
    },
    /**
     * Reads all rows of a board in portions, in no order, including those of athletes who have left. One that changes meanwhile may be left
     * out.
     */
    all(challengeId: string): AsyncIterable<readonly RankedRow[]> {
      return inPortions(PORTION, rows.each<RankedRow>({ challengeId }, { fields: RANKED_FIELDS, batchSize: PORTION }))
    },
    /** Returns the number of rows above a score. */
    async countAbove(challengeId: string, score: number): Promise<number> {
      return rows.count({ ...participantsOf(challengeId), score: { $gt: score } })
    },
    /** Returns the number of rows with each score from `lowest` to `highest`. */
    async countByScore(challengeId: string, lowest: number, highest: number): Promise<ReadonlyMap<number, number>> {
      const groups = await rows.aggregate<{ _id: number; rows: number }>([
        { $match: { ...participantsOf(challengeId), score: { $gte: lowest, $lte: highest } } },
        { $group: { _id: '$score', rows: { $sum: 1 } } },
      ])
      return new Map(groups.map((group) => [group._id, group.rows]))
    },
    /** Returns when the leaderboard last changed; null when it never had a row. */
    async updatedAt(challengeId: string): Promise<Date | null> {
      const row = await rows.one<Pick<BoardRow, 'updatedAt'>>(
        { challengeId },
        { fields: { updatedAt: 1 }, sort: { updatedAt: -1 } },
      )
      return row?.updatedAt ?? null
    },
  }
}

export type Boards = ReturnType<typeof openBoards>
