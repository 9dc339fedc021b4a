import { collection, type Database, type Tx } from '../../src/mod.ts'

interface TallyRow {
  readonly _id: string
  readonly count: number
}

/** A minimal store: a count by name. */
export const openTallies = async (database: Database) => {
  const tallies = collection<TallyRow>(database, {
    name: 'tallies',
    fields: { _id: 'string', count: 'number' },
    athletes: { none: 'a test' },
  })
  await database.prepare()
  return {
    add: async (id: string, tx: Tx) => {
      await tallies.upsertOne({ _id: id }, { $inc: { count: 1 } }, tx)
    },
    read: async (id: string, tx?: Tx) => (await tallies.one({ _id: id }, { tx }))?.count ?? 0,
    write: async (id: string, count: number, tx: Tx) => {
      await tallies.upsertOne({ _id: id }, { $set: { count } }, tx)
    },
  }
}

export const kudos = (subjectId: string) => ({ subjectId, subjectOwnerId: 'ath_owner', athleteId: 'ath_giver', at: 1 })

export const giveKudos = (tx: Tx, subjectId: string): void => tx.emit('kudos.given', kudos(subjectId))
