import type { ClientSession, Connection, mongo } from 'mongoose'
import { databaseOf } from './definition.ts'

/** How many rows a write matched and deleted. */
export interface WriteCounts {
  readonly matched: number
  readonly deleted: number
}

const NO_ROWS: WriteCounts = { matched: 0, deleted: 0 }

type Fields = Readonly<Record<string, unknown>>

type Operation =
  | { readonly name: 'insertOne'; readonly document: object }
  | { readonly name: 'replaceOne'; readonly filter: Fields; readonly replacement: object; readonly upsert?: boolean }
  | { readonly name: 'deleteMany'; readonly filter: Fields }

/** A write that is sent with the commit of a transaction. */
export interface CommitWrite {
  readonly collection: string
  readonly operation: Operation
  /** Throws when the result is not the expected one; then the transaction is aborted. */
  readonly check?: (counts: WriteCounts) => void
}

/** Converts an operation to the form that the driver's `bulkWrite` takes. The compiler does not follow a name that becomes a key. */
const modelOf = ({ name, ...operation }: Operation): mongo.AnyBulkWriteOperation =>
  ({ [name]: operation }) as unknown as mongo.AnyBulkWriteOperation

/** Whether one command can carry both writes: same kind, same collection, and neither checks its result. */
const isOneCommand = (a: CommitWrite, b: CommitWrite): boolean =>
  a.collection === b.collection && a.operation.name === b.operation.name && a.check === undefined && b.check === undefined

const grouped = (writes: readonly CommitWrite[]): CommitWrite[][] => {
  const groups: CommitWrite[][] = []
  for (const write of writes) {
    const group = groups.find(([first]) => first !== undefined && isOneCommand(first, write))
    if (group === undefined) groups.push([write])
    else group.push(write)
  }
  return groups
}

const sendOne = async (
  collection: mongo.Collection,
  operation: Operation,
  options: { readonly session: ClientSession; readonly ignoreUndefined: true },
): Promise<WriteCounts> => {
  if (operation.name === 'insertOne') {
    await collection.insertOne(operation.document, options)
    return NO_ROWS
  }
  if (operation.name === 'replaceOne') {
    const { filter, replacement, upsert = false } = operation
    const { matchedCount } = await collection.replaceOne(filter, replacement, { ...options, upsert })
    return { matched: matchedCount, deleted: 0 }
  }
  const { deletedCount } = await collection.deleteMany(operation.filter, options)
  return { matched: 0, deleted: deletedCount }
}

/**
 * Sends the writes of a transaction before its commit. Writes of the same kind into the same collection share one command. Throws
 * the error of the first write that fails.
 */
export const sendWrites = async (
  connection: Connection,
  writes: readonly CommitWrite[],
  session: ClientSession,
): Promise<void> => {
  const options = { session, ignoreUndefined: true } as const
  for (const group of grouped(writes)) {
    const [first] = group
    if (first === undefined) continue
    const collection = databaseOf(connection).collection(first.collection)
    // For a single write, `bulkWrite` costs more than the plain command.
    if (group.length > 1) {
      const models = group.map(({ operation }) => modelOf(operation))
      await collection.bulkWrite(models, options)
      continue
    }
    const counts = await sendOne(collection, first.operation, options)
    first.check?.(counts)
  }
}
