import { setTimeout as sleep } from 'node:timers/promises'
import type { Runtime } from './types.ts'

/** Asks Redis; null where it does not answer, so that whoever can do without it goes on. */
export type AskRedis = <T>(work: () => Promise<T>) => Promise<T | null>

/** Asks that wait for Redis no longer than `patienceMs`. `onError` is told why one failed. */
export const patiently =
  (redis: Runtime['redis'], patienceMs: number, onError: (error: unknown) => void): AskRedis =>
  async (work) => {
    // Looked at before it is asked: a command to a Redis that is away would wait in line and be run later.
    if (redis.status !== 'ready') return null
    try {
      return await Promise.race([work(), sleep(patienceMs, null, { ref: false })])
    } catch (error) {
      onError(error)
      return null
    }
  }
