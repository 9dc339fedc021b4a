import { behind, type Database, readRows, rowSchema, type Tx } from '@gruppetto/runtime'
import type { BoardRow } from '../domain/board.ts'

/** The sort key of the row before the page: the highest score first, the earlier to reach it first among equals. */
export type BoardCursor = readonly [score: number, reachedAtMs: number, athleteId: string]

const SORT = { score: -1, reachedAtMs: 1, athleteId: 1 } as const

/** The order among equals, the other way round. */
const EQUALS_BEFORE = { reachedAtMs: -1, athleteId: -1 } as const

const placeOf = ([score, reachedAtMs, athleteId]: BoardCursor) => ({ score, reachedAtMs, athleteId })

export const openBoards = (database: Database) => {
  const schema = rowSchema<BoardRow>(
    {
      _id: String,
      challengeId: { type: String, required: true },
      athleteId: { type: String, required: true },
      participating: { type: Boolean, required: true },
      sharesWithBrand: { type: Boolean, required: true },
      participationRevision: { type: Number, required: true },
      score: { type: Number, required: true },
      reachedAtMs: { type: Number, required: true },
      completedAtMs: { type: Number, default: null },
      scoreRevision: { type: Number, required: true },
      updatedAtMs: { type: Number, required: true },
    },
    { collection: 'board_rows', versionKey: false },
  )
  // A page of a challenge's leaderboard, and how many stand above it.
  schema.index({ challengeId: 1, participating: 1, score: -1, reachedAtMs: 1, athleteId: 1 })
  // When a challenge's leaderboard changed last.
  schema.index({ challengeId: 1, updatedAtMs: -1 })
  const model = database.connection.model<BoardRow>('BoardRow', schema)
  const read = readRows(model)
  const on = (challengeId: string) => ({ challengeId, participating: true })
  return {
    async get(id: string, tx: Tx): Promise<BoardRow | null> {
      return read.one({ _id: id }, { tx })
    },
    async put(row: BoardRow, tx: Tx): Promise<void> {
      await model.replaceOne({ _id: row._id }, row, { upsert: true, session: tx.session })
    },
    async page(challengeId: string, after: BoardCursor | null, limit: number): Promise<readonly BoardRow[]> {
      return read.many({ ...on(challengeId), ...behind(SORT, after && placeOf(after)) }, { sort: SORT, limit })
    },
    async count(challengeId: string): Promise<number> {
      return read.count(on(challengeId))
    },
    /** Counts the rows with a higher score, and the rows with the same score that stand before this one. */
    async countBefore(row: BoardRow): Promise<{ readonly higher: number; readonly equal: number }> {
      const { score } = row
      const [higher, equal] = await Promise.all([
        read.count({ ...on(row.challengeId), score: { $gt: score } }),
        read.count({ ...on(row.challengeId), score, ...behind(EQUALS_BEFORE, row) }),
      ])
      return { higher, equal }
    },
    /** When the leaderboard changed last, or null when it never had a row. */
    async updatedAtMs(challengeId: string): Promise<number | null> {
      const row = await read.one<Pick<BoardRow, 'updatedAtMs'>>(
        { challengeId },
        { fields: { updatedAtMs: 1 }, sort: { updatedAtMs: -1 } },
      )
      return row?.updatedAtMs ?? null
    },
  }
}

export type Boards = ReturnType<typeof openBoards>
