import type { Runtime } from '@gruppetto/runtime'

const KEPT_SECONDS = 7 * 24 * 3600

/** Persisted operations in Redis, shared by every gateway. Without Redis nothing is found, and clients send the text again. */
export const persistedQueries = ({ redis, log }: Pick<Runtime, 'redis' | 'log'>) => ({
  async get(key: string): Promise<string | undefined> {
    try {
      return (await redis.get(key)) ?? undefined
    } catch (error) {
      log.warn({ err: error }, 'a persisted operation cannot be read')
      return undefined
    }
  },
  async set(key: string, value: string, options?: { ttl?: number | null }): Promise<void> {
    try {
      await redis.set(key, value, 'EX', options?.ttl ?? KEPT_SECONDS)
    } catch (error) {
      log.warn({ err: error }, 'a persisted operation cannot be kept')
    }
  },
  async delete(key: string): Promise<boolean> {
    return (await redis.del(key)) > 0
  },
})
