import type { Tx } from '@gruppetto/runtime'
import { type Context, forgetReads } from '../context.ts'

const DUPLICATE_KEY = 11_000
const TRIES = 4

const isDuplicateKey = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === DUPLICATE_KEY

/**
 * Commits a mutation's change with its events. Two requests that make the same row at once (a double click) meet at a unique key: the
 * later one runs again and finds the row. The request's loaders start afresh.
 */
export const commit = async <T>(context: Context, work: (tx: Tx) => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const result = await context.database.transact(work, context.origin)
      forgetReads(context)
      return result
    } catch (error) {
      if (!isDuplicateKey(error) || attempt === TRIES) throw error
    }
  }
}
