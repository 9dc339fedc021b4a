import type { ClientSession, Connection, mongo } from 'mongoose'

/** How many rows a write met. */
export interface Met {
  readonly matched: number
  readonly deleted: number
}

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

/** Sends the writes that go out with a commit, those of one kind into one collection together. Throws what the first that is refused met. */
export const sendWrites = async (
  connection: Connection,
  writes: readonly CommitWrite[],
  session: ClientSession,
): Promise<void> => {
  for (const group of grouped(writes)) {
    const collection = connection.collection(group[0]?.collection ?? '')
    const models = group.map(({ operation }) => modelOf(operation))
    const { matchedCount, deletedCount } = await collection.bulkWrite(models, { session, ignoreUndefined: true })
    for (const { check } of group) check?.({ matched: matchedCount, deleted: deletedCount })
  }
}
