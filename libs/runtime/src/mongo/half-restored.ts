import type mongoose from 'mongoose'

/**
 * The restores that have begun and not ended, in a database of their own: the name of the database that is restored alone, or `half` where all are. A
 * database of which only a part is back must be opened by nobody.
 */
export const halfRestored = (client: mongoose.mongo.MongoClient, namespace: string) =>
  client.db(`${namespace}_restore`).collection<{ readonly _id: string; readonly takenAt: string }>('half')
