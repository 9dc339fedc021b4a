import { primariesOf, type RedisConnection } from './redis.ts'

const KEYS_AT_ONCE = 1000

/**
 * Deletes the keys of the platform that contain one of the words, on every server. It reads all names once, so ask for several words at once. Returns
 * how many it has deleted.
 */
export const eraseKeys = async (redis: RedisConnection, words: readonly string[]): Promise<number> => {
  const prefix = redis.options.keyPrefix ?? ''
  let erased = 0
  for (const server of primariesOf(redis)) {
    let cursor = '0'
    do {
      const [next, keys] = await server.scan(cursor, 'MATCH', `${prefix}*`, 'COUNT', KEYS_AT_ONCE)
      const found = keys.map((key) => key.slice(prefix.length)).filter((key) => words.some((word) => key.includes(word)))
      // One by one, since a cluster takes no command for keys of several places. They go out together.
      const deleted = await Promise.all(found.map((key) => redis.unlink(key)))
      erased += deleted.reduce((sum, count) => sum + count, 0)
      cursor = next
    } while (cursor !== '0')
  }
  return erased
}
