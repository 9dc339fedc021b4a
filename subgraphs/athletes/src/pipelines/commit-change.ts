import { conflict } from '@gruppetto/graph'
import { type Database, isWriteConflict, type Origin, retryOnDuplicateKey, type Tx } from '@gruppetto/runtime'
import { TakenError } from '../stores/taken.ts'

export const TAKEN = {
  handle: 'This handle is taken.',
  email: 'This e-mail address has an account already.',
} as const

interface Committing {
  readonly database: Database
  readonly origin: Origin
}

/**
 * Runs a transaction that changes what it has read. It runs again when another transaction has inserted the same first row
 * meanwhile. Throws CONFLICT when a handle or an e-mail address is taken, or when others keep changing the same rows.
 */
export const commitChange = async <T>({ database, origin }: Committing, work: (tx: Tx) => Promise<T>): Promise<T> => {
  try {
    return await retryOnDuplicateKey(() => database.transact(work, origin))
  } catch (error) {
    if (error instanceof TakenError) throw conflict(TAKEN[error.what], 'TAKEN', { path: `input.${error.what}` })
    if (isWriteConflict(error)) throw conflict('Another change came at the same moment: try again.', 'CHANGED_MEANWHILE')
    throw error
  }
}
