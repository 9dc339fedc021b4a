import type { Redis } from 'ioredis'

const KEYS_AT_ONCE = 1000

/** Deletes the keys of the platform that contain one of the words. It reads all names once, so ask for several words at once. */
export const eraseKeys = async (redis: Redis, words: readonly string[]): Promise<number> => {
  const prefix = redis.options.keyPrefix ?? ''
  let erased = 0
  let cursor = '0'
  do {
    const [next, keys] = await redis.scan(cursor, 'MATCH', `${prefix}*`, 'COUNT', KEYS_AT_ONCE)
    const found = keys.map((key) => key.slice(prefix.length)).filter((key) => words.some((word) => key.includes(word)))
    if (found.length > 0) erased += await redis.unlink(...found)
    cursor = next
  } while (cursor !== '0')
  return erased
}
