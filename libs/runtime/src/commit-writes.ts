import { type ClientSession, type Connection, mongo } from 'mongoose'

/** How many rows a write met. */
export interface Met {
  readonly matched: number
  readonly deleted: number
}

type Fields = Readonly<Record<string, unknown>>

/** A write that goes out with the commit. */
export interface CommitWrite {
  readonly collection: string
  readonly operation:
    | { readonly name: 'insertOne'; readonly document: object }
    | { readonly name: 'replaceOne'; readonly filter: Fields; readonly replacement: object; readonly upsert?: boolean }
    | { readonly name: 'deleteMany'; readonly filter: Fields }
  /** Throws where that is not what the write was for: then nothing is committed. */
  readonly check?: (met: Met) => void
}

/** What the server refused of several writes, as the same write alone would have failed. */
class RefusedWriteError extends Error {
  override readonly name = 'RefusedWriteError'
  readonly code: number

  constructor({ code, message }: mongo.ClientBulkWriteError) {
    super(message)
    this.code = code
  }
}

/** The server's own error, whose code and labels say whether the transaction may be run again. */
const serversOwn = (error: unknown): unknown => {
  if (!(error instanceof mongo.MongoClientBulkWriteError)) return error
  const [refused] = error.writeErrors.values()
  return refused === undefined ? (error.cause ?? error) : new RefusedWriteError(refused)
}

/** Sends writes in one command (bulkWrite, of MongoDB 8), in their order. Throws what the first that is refused met. */
const sendTogether = async (connection: Connection, writes: readonly CommitWrite[], session: ClientSession): Promise<void> => {
  const models = writes.map(({ collection, operation }) => ({ namespace: `${connection.name}.${collection}`, ...operation }))
  const options = { session, verboseResults: true, ignoreUndefined: true }
  try {
    const { updateResults, deleteResults } = await connection
      .getClient()
      .bulkWrite(models as readonly mongo.AnyClientBulkWriteModel<mongo.Document>[] as never, options)
    for (const [index, { check }] of writes.entries()) {
      check?.({
        matched: updateResults?.get(index)?.matchedCount ?? 0,
        deleted: deleteResults?.get(index)?.deletedCount ?? 0,
      })
    }
  } catch (error) {
    throw serversOwn(error)
  }
}

/**
 * Sends the writes that go out with a commit. SecantusDB takes no bulkWrite as the first command of a transaction: where nothing has been
 * sent in it, a read goes before.
 */
export const sendWrites = async (
  connection: Connection,
  writes: readonly CommitWrite[],
  session: ClientSession,
  isBegun: boolean,
): Promise<void> => {
  if (!isBegun) await connection.collection('inbox').findOne({ _id: '' as never }, { session, projection: { _id: 1 } })
  await sendTogether(connection, writes, session)
}
