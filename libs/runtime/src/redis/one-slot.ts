import { Cluster, type Command } from 'ioredis'
import type { RedisConnection } from './redis.ts'

/** The part of a key by which a cluster places it: what stands in the first braces, else all of it. */
export const tagOf = (key: string): string => /^[^{]*\{([^}]+)\}/.exec(key)?.[1] ?? key

/**
 * Refuses commands whose keys a cluster might keep in different places, as a cluster does, so that they are noticed where there is only one server. Keys
 * that share a hash tag, `feed:{ath_1}:items` and `feed:{ath_1}:state`, are always together.
 */
export const refuseScattered = (redis: RedisConnection): void => {
  if (redis instanceof Cluster) return
  const send = redis.sendCommand.bind(redis)
  redis.sendCommand = (command: Command, ...more) => {
    const keys = command.getKeys().map(String)
    // A pipeline waits until each of its commands is sent, so this one is too. Its caller gets the error all the same.
    if (new Set(keys.map(tagOf)).size > 1) {
      command.reject(new Error(`${command.name} has keys without a common hash tag, which a cluster refuses: ${keys.join(', ')}`))
    }
    return send(command, ...more)
  }
}
