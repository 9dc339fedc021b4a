import type { Runtime } from '../types.ts'
import { within } from '../within.ts'

/** Asks Redis; null where it does not answer, so that whoever can do without it goes on. */
export type AskRedis = <T>(work: () => Promise<T>) => Promise<T | null>

/** Asks that wait for Redis no longer than `patienceMs`. `onError` is told why one failed. */
export const patiently =
  (redis: Runtime['redis'], patienceMs: number, onError: (error: unknown) => void): AskRedis =>
  async (work) => {
    // Looked at before it is asked: a command to a Redis that is away would wait in line and be run later.
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
