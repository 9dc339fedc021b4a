import { Cluster, Command, type Redis } from 'ioredis'
import { primariesOf, type RedisConnection } from './redis.ts'

/** Says in which run of which server a key is: after a restart or a failover it is another one, which may have lost the last second. */
export interface ServerRuns {
  /** Returns the id of the run. Throws when the server does not answer. */
  of(key: string): Promise<string>
}

/** Returns the server that has a key. */
const serverOf = (redis: RedisConnection, key: string): Redis => {
  if (!(redis instanceof Cluster)) return redis
  const slot = new Command('get', [`${redis.options.keyPrefix ?? ''}${key}`]).getSlot() ?? 0
  const place = redis.slots[slot]?.[0]
  const found = primariesOf(redis).find(({ options }) => `${options.host}:${options.port}` === place)
  if (found === undefined) throw new Error(`no server of the cluster has the key ${key}`)
  return found
}

export const openServerRuns = (redis: RedisConnection): ServerRuns => {
  const runs = new WeakMap<Redis, Promise<string>>()
  const watched = new WeakSet<Redis>()
  const runOf = (server: Redis): Promise<string> => {
    const known = runs.get(server)
    if (known !== undefined) return known
    if (!watched.has(server)) server.on('ready', () => runs.delete(server))
    watched.add(server)
    const asked = server.info('server').then((text) => /^run_id:(\w+)/m.exec(text)?.[1] ?? '')
    runs.set(server, asked)
    asked.catch(() => runs.delete(server))
    return asked
  }
  return { of: async (key) => runOf(serverOf(redis, key)) }
}
