import { randomUUID } from 'node:crypto'
import type mongoose from 'mongoose'
import { marksDatabase } from './databases.ts'
import { BackupError } from './manifest.ts'

type MongoClient = mongoose.mongo.MongoClient
/** The id of a row, as the driver has it. */
type Id = mongoose.mongo.BSON.Document | string | number

/** Ids by database and collection. */
export type Changed = ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<string, Id>>>

const keyOf = (id: Id): string => `${typeof id}:${String(id)}`

const OUTBOX = 'outbox'

/** A row that came or went, in the order of the commits. */
export interface Passing {
  readonly operation: 'insert' | 'delete'
  /** See rowKey. */
  readonly row: string
  /** The id of the event, where the row is one of the outbox. */
  readonly eventId: string | null
}

/** Names a row of the whole platform. */
export const rowKey = (database: string, collection: string, id: unknown): string => `${database}.${collection} ${String(id)}`

/** Knows which rows change, by a change stream over all databases of the platform. */
export interface Changes {
  /** How many rows are known to have changed and were not taken. */
  readonly size: number
  /** Returns what has changed since the last time. Throws when the stream broke. */
  take(): Changed
  /**
   * Resolves when everything that was committed before this call is known. Returns the id of the row that it has written for it. With
   * `notes`, the rows that come and go after it are noted.
   */
  catchUp(notes?: 'NOTES'): Promise<string>
  /** The rows that came and went since the last `catchUp` that asked for notes. */
  readonly passing: readonly Passing[]
  close(): Promise<void>
}

export const openChanges = async (client: MongoClient, namespace: string, databases: readonly string[]): Promise<Changes> => {
  const marks = client.db(marksDatabase(namespace)).collection<{ _id: string }>('marks')
  const watched = [...databases, marksDatabase(namespace)]
  const stream = client.watch(
    [{ $match: { 'ns.db': { $in: watched } } }, { $project: { operationType: 1, ns: 1, documentKey: 1 } }],
    { maxAwaitTimeMS: 200 },
  )
  let changed = new Map<string, Map<string, Map<string, Id>>>()
  let size = 0
  let broken: Error | null = null
  let isClosing = false
  const waiting = new Map<string, () => void>()
  let passing: Passing[] | null = null

  const note = (database: string, collection: string, id: Id): void => {
    const collections = changed.get(database) ?? new Map<string, Map<string, Id>>()
    const ids = collections.get(collection) ?? new Map<string, Id>()
    if (!ids.has(keyOf(id))) size += 1
    changed.set(database, collections.set(collection, ids.set(keyOf(id), id)))
  }

  const take = (change: mongoose.mongo.ChangeStreamDocument): void => {
    const { operationType } = change
    if (operationType === 'insert' || operationType === 'update' || operationType === 'replace' || operationType === 'delete') {
      const { db, coll } = change.ns
      const id = change.documentKey._id as unknown as Id
      if (db === marksDatabase(namespace)) waiting.get(String(id))?.()
      else note(db, coll, id)
      if (db !== marksDatabase(namespace) && (operationType === 'insert' || operationType === 'delete'))
        passing?.push({
          operation: operationType,
          row: rowKey(db, coll, id),
          eventId: coll === OUTBOX ? String(id) : null,
        })
    } else if (['drop', 'rename', 'dropDatabase', 'invalidate'].includes(operationType))
      throw new BackupError(`the collections changed while they were read (${operationType}): take the backup again`)
  }

  const run = async (): Promise<void> => {
    try {
      for await (const change of stream) take(change)
    } catch (error) {
      if (!isClosing) broken = error instanceof Error ? error : new Error(String(error))
    }
  }
  const running = run()

  const check = (): void => {
    if (broken !== null) throw broken
  }

  const catchUp = async (notes?: 'NOTES'): Promise<string> => {
    const _id = randomUUID()
    const arrived = new Promise<void>((resolve) => {
      waiting.set(_id, () => {
        if (notes === 'NOTES') passing = []
        resolve()
      })
    })
    const late = Date.now() + 60_000
    await marks.insertOne({ _id }, { writeConcern: { w: 'majority' } })
    let isThere = false
    void arrived.then(() => {
      isThere = true
    })
    while (!isThere) {
      check()
      if (Date.now() > late) throw new BackupError('the database does not tell what changes: is it a replica set?')
      await Promise.race([arrived, new Promise((resolve) => setTimeout(resolve, 100))])
    }
    waiting.delete(_id)
    return _id
  }

  // The stream begins when it is first asked. What is committed after this is known.
  for (let tries = 0; ; tries += 1) {
    const first = catchUp()
    const isBegun = await Promise.race([
      first.then(() => true),
      new Promise<false>((resolve) => setTimeout(() => resolve(false), 1000)),
    ])
    if (isBegun) break
    first.catch(() => undefined)
    check()
    if (tries > 60) throw new BackupError('the database does not tell what changes: is it a replica set?')
  }

  return {
    get size() {
      return size
    },
    take() {
      check()
      const taken = changed
      changed = new Map()
      size = 0
      return taken
    },
    catchUp,
    get passing() {
      return passing ?? []
    },
    async close() {
      isClosing = true
      await stream.close()
      await running
      await client.db(marksDatabase(namespace)).dropDatabase()
    },
  }
}
