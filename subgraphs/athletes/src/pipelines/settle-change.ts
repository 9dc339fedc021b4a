import { conflict } from '@gruppetto/graph'
import type { Database, Origin, Tx } from '@gruppetto/runtime'
import { isDuplicateKey, isWriteConflict } from '../stores/write-errors.ts'

const FIRST_ROW_TRIES = 3

/**
 * Runs a transaction that changes what it has just read. Two may come at once with an athlete's first row of a collection: who comes second
 * finds it there and runs again. Throws CONFLICT when others change the same without end.
 */
export const settleChange = async <T>(database: Database, work: (tx: Tx) => Promise<T>, origin: Origin): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await database.transact(work, origin)
    } catch (error) {
      if (isWriteConflict(error)) throw conflict('The account is being changed elsewhere: try again.')
      if (!isDuplicateKey(error) || attempt >= FIRST_ROW_TRIES) throw error
    }
  }
}
