import type { ClientSession } from 'mongoose'
import { Schema } from 'mongoose'
import type { Database, Tx } from '../../src/mod.ts'

interface TallyRow {
  readonly _id: string
  readonly count: number
}

const schema = new Schema<TallyRow>(
  { _id: { type: String }, count: { type: Number } },
  { collection: 'tallies', versionKey: false },
)

/** A minimal store: a count by name. */
export const openTallies = async (database: Database) => {
  const model = database.connection.model('Tally', schema)
  await database.prepare()
  return {
    add: async (id: string, session: ClientSession) => {
      await model.updateOne({ _id: id }, { $inc: { count: 1 } }, { upsert: true, session })
    },
    read: async (id: string, session?: ClientSession) =>
      (await model.findOne({ _id: id }, null, session === undefined ? {} : { session }).lean())?.count ?? 0,
    write: async (id: string, count: number, session: ClientSession) => {
      await model.updateOne({ _id: id }, { $set: { count } }, { upsert: true, session })
    },
  }
}

export const kudos = (subjectId: string) => ({ subjectId, subjectOwnerId: 'ath_owner', athleteId: 'ath_giver', at: 1 })

export const giveKudos = (tx: Tx, subjectId: string): void => tx.emit('kudos.given', kudos(subjectId))
