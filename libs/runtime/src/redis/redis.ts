import { Redis } from 'ioredis'
import type { Logger } from 'pino'
import { backoffMs } from '../backoff.ts'

/**
 * Sends the commands of one turn of the event loop together. The pipelining of ioredis (`enableAutoPipelining`) does so too, but waits for the answers
 * to those before, and makes an object for each turn, in a Map and a Set that change all the time: what is in these lives until a full garbage
 * collection.
 */
class GatheringRedis extends Redis {
  /** The stream that is held back until the turn is over. */
  private gathering: Redis['stream'] | null = null

  override sendCommand(...sent: Parameters<Redis['sendCommand']>): unknown {
    const { stream } = this
    // A new connection has a stream of its own.
    if (stream !== undefined && stream !== this.gathering) {
      this.gathering = stream
      stream.cork()
      setImmediate(() => {
        stream.uncork()
        if (this.gathering === stream) this.gathering = null
      })
    }
    return super.sendCommand(...sent)
  }
}

/**
 * Opens a connection that prefixes all keys with `<namespace>:`. It reconnects forever. A command fails after about two seconds
 * without a connection.
 */
export const openRedis = async (url: string, namespace: string, log: Logger): Promise<Redis> => {
  const redis = new GatheringRedis(url, {
    keyPrefix: `${namespace}:`,
    lazyConnect: true,
    maxRetriesPerRequest: 2,
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
