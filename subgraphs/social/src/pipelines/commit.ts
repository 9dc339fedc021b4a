import { retryOnDuplicateKey, type Tx } from '@gruppetto/runtime'
import type { Context } from '../context.ts'

/**
 * Commits the change of a mutation with its events. When two requests insert the same row at once (a double click), the later one
 * meets a unique key, runs again and finds the row.
 */
export const commit = <T>({ database, origin }: Context, work: (tx: Tx) => Promise<T>): Promise<T> =>
  retryOnDuplicateKey(() => database.transact(work, origin))
