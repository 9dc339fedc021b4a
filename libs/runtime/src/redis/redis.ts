import { Cluster, Redis } from 'ioredis'
import type { Logger } from 'pino'
import { backoffMs } from '../backoff.ts'
import { refuseScattered } from './one-slot.ts'
import { type RedisAddress, redisAddress } from './redis-address.ts'

/** One server, or a cluster of them: the same commands. */
export type RedisConnection = Redis | Cluster

const retryStrategy = (attempt: number): number => backoffMs(attempt, 50, 1000)

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

const connectionTo = (address: RedisAddress, keyPrefix: string): RedisConnection => {
  const common = { keyPrefix, lazyConnect: true }
  if (address.kind === 'one') return new GatheringRedis(address.url, { ...common, maxRetriesPerRequest: 2, retryStrategy })
  if (address.kind === 'cluster') {
    const { kind: _kind, nodes, isTls, ...account } = address
    return new Cluster([...nodes], {
      ...common,
      enableAutoPipelining: true,
      clusterRetryStrategy: retryStrategy,
      redisOptions: { ...account, maxRetriesPerRequest: 2, ...(isTls && { tls: {} }) },
    })
  }
  const { kind: _kind, nodes, isTls, primary: name, ...account } = address
  return new GatheringRedis({
    ...common,
    ...account,
    sentinels: nodes.map((node) => ({ ...node })),
    name,
    ...(isTls && { tls: {}, enableTLSForSentinelMode: true }),
    maxRetriesPerRequest: 2,
    retryStrategy,
    sentinelRetryStrategy: retryStrategy,
  })
}

export interface RedisOptions {
  /** Refuse what a cluster would refuse, also where there is one server. */
  readonly asInCluster?: boolean
}

/**
 * Opens a connection that prefixes all keys with `<namespace>:`. It reconnects forever. A command fails after about two seconds
 * without a connection.
 */
export const openRedis = async (
  url: string,
  namespace: string,
  log: Logger,
  { asInCluster = false }: RedisOptions = {},
): Promise<RedisConnection> => {
  const redis = connectionTo(redisAddress(url), `${namespace}:`)
  if (asInCluster) refuseScattered(redis)
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

/** Calls `listener` when a server can be reached, again or for the first time. Returns a function that ends this. */
export const onServerReady = (redis: RedisConnection, listener: () => void): (() => void) => {
  const events = redis instanceof Cluster ? ['ready', '+node'] : ['ready']
  for (const event of events) redis.on(event, listener)
  return () => {
    for (const event of events) redis.off(event, listener)
  }
}

/** The servers that have keys: one, or the primaries of a cluster. */
export const primariesOf = (redis: RedisConnection): readonly Redis[] =>
  redis instanceof Cluster ? redis.nodes('master') : [redis]
