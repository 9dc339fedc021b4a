import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Runtime } from '@gruppetto/runtime'

export const ATTEMPTS_ALLOWED = 10
export const ATTEMPTS_SECONDS = 15 * 60
/** Signing in does not wait for a Redis that is away. */
const PATIENCE_MS = 300

// Counts, and gives the seconds until the count begins anew; one script, so that no count is ever left without its end.
const COUNT = `local n = redis.call('INCR', KEYS[1])
if n == 1 then redis.call('EXPIRE', KEYS[1], ARGV[1]) end
return { n, redis.call('TTL', KEYS[1]) }`

const keyOf = (emailKey: string, address: string | null): string =>
  `sign-in:${createHash('sha256')
    .update(`${emailKey}\n${address ?? ''}`)
    .digest('base64url')}`

/** How often someone at one address has tried one account. Hashed, so that Redis holds nobody's address. */
export const openSignInAttempts = ({ redis, log }: Pick<Runtime, 'redis' | 'log'>) => {
  const quickly = async <T>(work: () => Promise<T>): Promise<T | null> => {
    // Looked at before it is asked: a command to a Redis that is away would wait in line and be run later.
    if (redis.status !== 'ready') return null
    try {
      return await Promise.race([work(), sleep(PATIENCE_MS, null, { ref: false })])
    } catch (error) {
      log.warn({ err: error }, 'sign-in attempts cannot be counted')
      return null
    }
  }
  return {
    /** Counts a try; the seconds to wait when it is one too many, else null. Without Redis every try is let through. */
    async count(emailKey: string, address: string | null): Promise<number | null> {
      const answer = await quickly(() => redis.eval(COUNT, 1, keyOf(emailKey, address), ATTEMPTS_SECONDS))
      if (!Array.isArray(answer)) return null
      const [tries, secondsLeft] = answer.map(Number)
      return tries !== undefined && tries > ATTEMPTS_ALLOWED ? Math.max(1, secondsLeft ?? ATTEMPTS_SECONDS) : null
    },
    async forget(emailKey: string, address: string | null): Promise<void> {
      await quickly(() => redis.del(keyOf(emailKey, address)))
    },
  }
}

export type SignInAttempts = ReturnType<typeof openSignInAttempts>
