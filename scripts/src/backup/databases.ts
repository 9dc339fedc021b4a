import type mongoose from 'mongoose'

/** A database of the backup alone, into which it writes marks to see how far the stream of changes is. */
export const marksDatabase = (namespace: string): string => `${namespace}_backup`

/** A database of the restore alone, in which a row says that one has begun and not ended. */
export const restoreDatabase = (namespace: string): string => `${namespace}_restore`

/** Returns the names of all databases of a platform, with those that are of a backup or a restore alone. */
export const databasesOf = async (client: mongoose.mongo.MongoClient, namespace: string): Promise<readonly string[]> => {
  const { databases } = await client.db('admin').admin().listDatabases({ nameOnly: true })
  return databases.map(({ name }) => name).filter((name) => name.startsWith(`${namespace}_`))
}
