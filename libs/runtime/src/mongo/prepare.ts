import type { mongo } from 'mongoose'
import { type AnyDefinition, type CollectionHome, databaseOf, type Index, type Upgrade } from './definition.ts'
import { rowCheck } from './fields.ts'
import { hasMongoCode } from './mongo-errors.ts'

const NAMESPACE_EXISTS = 48

/** Says which conversions have been done. Its id is `<collection>.<old field>`, or `<collection>:<name>` of an upgrade. */
const CONVERSIONS = 'done_conversions'

/** Where earlier releases kept these marks: in commerce that is the collection of sales, whose rows stay. */
const EARLIER_CONVERSIONS = 'conversions'

interface Mark {
  readonly _id: string
  readonly at: Date
}

/** Moves the marks of earlier releases to their own collection. It may be cut short and run again. */
const moveMarks = async (home: CollectionHome, ids: readonly string[]): Promise<void> => {
  const earlier = databaseOf(home.connection).collection<Mark>(EARLIER_CONVERSIONS)
  const done = databaseOf(home.connection).collection<Mark>(CONVERSIONS)
  for (const { _id, at } of await earlier.find({ _id: { $in: [...ids] } }).toArray()) {
    await done.updateOne({ _id }, { $set: { at } }, { upsert: true })
    await earlier.deleteOne({ _id })
  }
}

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

/** A round writes each row only as it has read it. A row that somebody changes at this moment is read again by the next round. */
const upgrade = async (
  collection: mongo.Collection,
  { where, row }: Upgrade<object>,
  { name, fields }: AnyDefinition,
): Promise<void> => {
  const check = rowCheck(name, fields)
  for (let isDone = false; !isDone; ) {
    isDone = true
    for await (const before of collection.find(where)) {
      const after = await row(before)
      check.row(after)
      const same = { _id: before._id, $expr: { $eq: ['$$ROOT', { $literal: before }] } }
      const { matchedCount } = await collection.replaceOne(same, after, { ignoreUndefined: true })
      if (matchedCount === 0) isDone = false
    }
  }
}

const conversionsOf = ({ connection }: CollectionHome, definitions: readonly AnyDefinition[]) =>
  definitions.flatMap((definition) => {
    const { name, renamed, upgrades } = definition
    const rows = () => databaseOf(connection).collection(name)
    return [
      ...Object.entries(renamed).map(([from, to]) => ({ id: `${name}.${from}`, run: () => convert(rows(), from, to) })),
      ...Object.entries(upgrades).map(([id, rule]) => ({ id: `${name}:${id}`, run: () => upgrade(rows(), rule, definition) })),
    ]
  })

const convertOlder = async (home: CollectionHome, definitions: readonly AnyDefinition[]): Promise<void> => {
  const wanted = conversionsOf(home, definitions)
  if (wanted.length === 0) return
  const done = databaseOf(home.connection).collection<{ _id: string }>(CONVERSIONS)
  await moveMarks(
    home,
    wanted.map(({ id }) => id),
  )
  const known = new Set((await done.find({}).toArray()).map(({ _id }) => _id))
  for (const { id, run } of wanted) {
    if (known.has(id)) continue
    await run()
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
    await convertOlder(home, definitions)
    for (const { name, indexes } of definitions) {
      if (indexes.length > 0) await databaseOf(home.connection).collection(name).createIndexes(indexes.map(specOf))
      prepared.add(name)
    }
  }
}
