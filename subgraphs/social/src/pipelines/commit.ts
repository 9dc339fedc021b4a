import { retryOnDuplicateKey, type Tx } from '@gruppetto/runtime'
import type { Context } from '../context.ts'
import { makeLoaders } from '../loaders.ts'

/** Forgets what this request has read: called when a mutation has changed it. */
export const forgetReads = (context: Context): void => {
  context.loaders = makeLoaders(context.stores, context.viewerId)
}

/**
 * Commits a mutation's change with its events. Two requests that make the same row at once (a double click) meet at a unique key: the
 * later one runs again and finds the row. The request's loaders start afresh.
 */
export const commit = async <T>(context: Context, work: (tx: Tx) => Promise<T>): Promise<T> => {
  const result = await retryOnDuplicateKey(() => context.database.transact(work, context.origin))
  forgetReads(context)
  return result
}
