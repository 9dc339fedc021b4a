/** Whether MongoDB refused a command with this code. */
export const hasMongoCode = (error: unknown, code: number): boolean =>
  error instanceof Error && 'code' in error && error.code === code

/** Whether a unique index has the key of an insert or upsert already. */
export const isDuplicateKey = (error: unknown): boolean => hasMongoCode(error, 11_000)

/** Whether another transaction changed the same rows first. `transact` has run the work again by then, many times. */
export const isWriteConflict = (error: unknown): boolean => hasMongoCode(error, 112)

const MAX_TRIES = 4

/**
 * Runs `work` again where a unique key refused it. For a transaction that inserts what it did not find: of two at once the second one then
 * finds what the first one has inserted.
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
