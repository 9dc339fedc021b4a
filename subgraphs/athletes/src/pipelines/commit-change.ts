import { conflict } from '@gruppetto/graph'
import { type Database, isWriteConflict, type Origin, retryOnDuplicateKey, type Tx } from '@gruppetto/runtime'

/**
 * Runs a transaction that changes what it has just read. Two may come at once with an athlete's first row of a collection: who comes second
 * finds it there and runs again. Throws CONFLICT when others change the same without end.
 */
export const settleChange = async <T>(database: Database, work: (tx: Tx) => Promise<T>, origin: Origin): Promise<T> => {
  try {
    return await retryOnDuplicateKey(() => database.transact(work, origin))
  } catch (error) {
    if (isWriteConflict(error)) throw conflict('The account is being changed elsewhere: try again.')
    throw error
  }
}
