import { Redis } from 'ioredis'
import type { Logger } from 'pino'
import { backoffMs } from '../backoff.ts'

/**
 * Opens a connection that prefixes all keys with `<namespace>:`. It reconnects forever. A command fails after about two seconds
 * without a connection.
 */
export const openRedis = async (url: string, namespace: string, log: Logger): Promise<Redis> => {
  const redis = new Redis(url, {
    keyPrefix: `${namespace}:`,
    lazyConnect: true,
    maxRetriesPerRequest: 2,
    enableAutoPipelining: true,
    retryStrategy: (attempt) => backoffMs(attempt, 50, 1000),
  })
  let isDown = false
  redis.on('error', (error: Error) => {
    if (!isDown) log.warn({ err: error.message }, 'redis cannot be reached; trying on')
    isDown = true
  })
  redis.on('ready', () => {
    if (isDown) log.info('redis is back')
    isDown = false
  })
  await redis.connect()
  return redis
}
