import type { ClientSession, Connection, mongo } from 'mongoose'

/** How many rows a write met. */
export interface Met {
  readonly matched: number
  readonly deleted: number
}

const NOBODY: Met = { matched: 0, deleted: 0 }

type Fields = Readonly<Record<string, unknown>>

type Operation =
  | { readonly name: 'insertOne'; readonly document: object }
  | { readonly name: 'replaceOne'; readonly filter: Fields; readonly replacement: object; readonly upsert?: boolean }
  | { readonly name: 'deleteMany'; readonly filter: Fields }

/** A write that goes out with the commit. */
export interface CommitWrite {
  readonly collection: string
  readonly operation: Operation
  /** Throws where that is not what the write was for: then nothing is committed. */
  readonly check?: (met: Met) => void
}

/** As the driver names them. */
const modelOf = ({ name, ...operation }: Operation): mongo.AnyBulkWriteOperation =>
  ({ [name]: operation }) as unknown as mongo.AnyBulkWriteOperation

/** Those that one command can carry: of one kind into one collection, and none whose outcome is looked at. */
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
  collection: ReturnType<Connection['collection']>,
  operation: Operation,
  options: { readonly session: ClientSession; readonly ignoreUndefined: true },
): Promise<Met> => {
  if (operation.name === 'insertOne') {
    await collection.insertOne(operation.document, options)
    return NOBODY
  }
  if (operation.name === 'replaceOne') {
    const { filter, replacement, upsert = false } = operation
    const { matchedCount } = await collection.replaceOne(filter, replacement, { ...options, upsert })
    return { matched: matchedCount, deleted: 0 }
  }
  const { deletedCount } = await collection.deleteMany(operation.filter, options)
  return { matched: 0, deleted: deletedCount }
}

/** Sends the writes that go out with a commit, those of one kind into one collection together. Throws what the first that is refused met. */
export const sendWrites = async (
  connection: Connection,
  writes: readonly CommitWrite[],
  session: ClientSession,
): Promise<void> => {
  const options = { session, ignoreUndefined: true } as const
  for (const group of grouped(writes)) {
    const [first] = group
    if (first === undefined) continue
    const collection = connection.collection(first.collection)
    // What the driver builds for several writes costs more than one does.
    if (group.length > 1) {
      const models = group.map(({ operation }) => modelOf(operation))
      await collection.bulkWrite(models, options)
      continue
    }
    const met = await sendOne(collection, first.operation, options)
    first.check?.(met)
  }
}
