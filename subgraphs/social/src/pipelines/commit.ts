import { retryOnDuplicateKey, type Tx } from '@gruppetto/runtime'
import type { Context } from '../context.ts'
import { makeLoaders } from '../loaders.ts'

/**
 * Commits the change of a mutation with its events. When two requests insert the same row at once (a double click), the later one meets
 * a unique key, runs again and finds the row.
 */
export const commit = async <T>(context: Context, work: (tx: Tx) => Promise<T>): Promise<T> => {
  const result = await retryOnDuplicateKey(() => context.database.transact(work, context.origin))
  context.loaders = makeLoaders(context.stores, context.viewerId)
  return result
}
