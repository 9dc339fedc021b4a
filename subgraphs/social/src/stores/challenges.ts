import type { Database, Tx } from '@gruppetto/runtime'
import { Schema } from 'mongoose'

/** The little that a notification says about a challenge. */
export interface ChallengeRow {
  readonly _id: string
  readonly title: string
  readonly revision: number
}

export const openChallenges = (database: Database) => {
  const schema = new Schema<ChallengeRow>(
    { _id: String, title: { type: String, default: '' }, revision: { type: Number, required: true } },
    { collection: 'challenges', versionKey: false },
  )
  const model = database.connection.model<ChallengeRow>('ChallengeProjection', schema)
  return {
    async get(id: string, tx: Tx): Promise<ChallengeRow | null> {
      return model.findById(id).session(tx.session).lean<ChallengeRow>()
    },
    async put(row: ChallengeRow, tx: Tx): Promise<void> {
      await model.replaceOne({ _id: row._id }, row, { upsert: true, session: tx.session })
    },
    async many(ids: readonly string[]): Promise<ReadonlyMap<string, ChallengeRow>> {
      if (ids.length === 0) return new Map()
      const rows = await model.find({ _id: { $in: ids } }).lean<ChallengeRow[]>()
      return new Map(rows.map((row) => [row._id, row]))
    },
  }
}

export type Challenges = ReturnType<typeof openChallenges>
