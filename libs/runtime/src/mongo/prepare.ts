import type { mongo } from 'mongoose'
import { type AnyDefinition, type CollectionHome, databaseOf, type Index } from './definition.ts'
import { hasMongoCode } from './mongo-errors.ts'

const NAMESPACE_EXISTS = 48

/** Says which conversions have been done. Its id is `<collection>.<old field>`. */
const CONVERSIONS = 'conversions'

const create = async ({ connection }: CollectionHome, { name, options }: AnyDefinition): Promise<void> => {
  try {
    await databaseOf(connection).createCollection(name, options)
  } catch (error) {
    // Another process has created the collection first, or it was there before.
    if (!hasMongoCode(error, NAMESPACE_EXISTS)) throw error
  }
}

const specOf = ({ keys, only, ...options }: Index<never>): mongo.IndexDescription => ({
  ...options,
  key: keys as Record<string, mongo.IndexDirection>,
  ...(only !== undefined && { partialFilterExpression: only }),
  // Without it a server that has the index does not know it again, and refuses a process that starts.
  ...(Object.values(keys).includes('2dsphere') && { '2dsphereIndexVersion': 3 }),
})

/** Turns milliseconds under an old name into a date under the new one, and drops the indexes over the old name. */
const convert = async (collection: mongo.Collection, from: string, to: string): Promise<void> => {
  for (const index of await collection.indexes())
    if (Object.keys(index.key).includes(from) && index.name !== undefined) await collection.dropIndex(index.name)
  // MongoDB stores small numbers as 32-bit integers, which it converts to a date only by way of 64 bits.
  const date = { $toDate: { $toLong: `$${from}` } }
  await collection.updateMany({ [from]: { $exists: true } }, [{ $set: { [to]: date } }, { $unset: from }])
}

const convertRenamed = async ({ connection }: CollectionHome, definitions: readonly AnyDefinition[]): Promise<void> => {
  const wanted = definitions.flatMap(({ name, renamed }) =>
    Object.entries(renamed).map(([from, to]) => ({ id: `${name}.${from}`, name, from, to })),
  )
  if (wanted.length === 0) return
  const database = databaseOf(connection)
  const done = database.collection<{ _id: string }>(CONVERSIONS)
  const known = new Set((await done.find({}).toArray()).map(({ _id }) => _id))
  for (const { id, name, from, to } of wanted) {
    if (known.has(id)) continue
    await convert(database.collection(name), from, to)
    await done.updateOne({ _id: id }, { $set: { at: new Date() } }, { upsert: true })
  }
}

/**
 * Returns a function that creates the collections defined since its last call with their indexes, and converts rows of older
 * releases. Safe to run in several processes.
 */
export const collectionPreparer = (home: CollectionHome): (() => Promise<void>) => {
  const prepared = new Set<string>()
  return async () => {
    const definitions = [...home.collections.values()].filter(({ name }) => !prepared.has(name))
    for (const definition of definitions) await create(home, definition)
    await convertRenamed(home, definitions)
    for (const { name, indexes } of definitions) {
      if (indexes.length > 0) await databaseOf(home.connection).collection(name).createIndexes(indexes.map(specOf))
      prepared.add(name)
    }
  }
}
