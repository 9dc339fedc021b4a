import type { Runtime } from '../types.ts'
import { within } from '../within.ts'

/** Runs a Redis command. Returns null when Redis does not answer, so that the caller can go on without it. */
export type AskRedis = <T>(work: () => Promise<T>) => Promise<T | null>

/** Returns a function that waits for Redis at most `patienceMs`. `onError` receives the error of a failed command. */
export const patiently =
  (redis: Runtime['redis'], patienceMs: number, onError: (error: unknown) => void): AskRedis =>
  async (work) => {
    // We check the status first, because ioredis would queue the command and run it after the reconnect.
    if (redis.status !== 'ready') return null
    try {
      return await within(patienceMs, work(), () => {
        throw new Error(`redis did not answer within ${patienceMs} ms`)
      })
    } catch (error) {
      onError(error)
      return null
    }
  }
