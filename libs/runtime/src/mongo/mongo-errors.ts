/** Whether MongoDB failed with this error code. */
export const hasMongoCode = (error: unknown, code: number): boolean =>
  error instanceof Error && 'code' in error && error.code === code

/** Whether an insert or upsert failed because a unique index already has the key. */
export const isDuplicateKey = (error: unknown): boolean => hasMongoCode(error, 11_000)

/** Whether another transaction changed the same rows first. `transact` has already retried many times when this error arrives. */
export const isWriteConflict = (error: unknown): boolean => hasMongoCode(error, 112)

const MAX_TRIES = 4

/**
 * Runs `work` again after a duplicate key error. Use it for a transaction that inserts a row that it did not find: when two of
 * them run at once, the second one finds the row on its retry.
 */
export const retryOnDuplicateKey = async <T>(work: () => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      if (!isDuplicateKey(error) || attempt >= MAX_TRIES) throw error
    }
  }
}
