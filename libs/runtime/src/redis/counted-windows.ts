import { LRUCache } from 'lru-cache'
import type { Runtime } from '../types.ts'
import { patiently } from './patiently.ts'

/** At most `most` counts in `seconds`. The window begins with the first count. */
export interface CountedWindow {
  readonly most: number
  readonly seconds: number
}

export interface Counter {
  /** Counts once for a key in each window. Returns 0, or the seconds to wait when a window is already full. */
  count(key: string, windows: readonly CountedWindow[]): Promise<number>
  /** Resets the windows of a key. */
  forget(key: string, windows: readonly CountedWindow[]): Promise<void>
}

/** A change does not wait longer for a slow Redis: this process then counts in its own memory. */
const PATIENCE_MS = 250
const KEYS_KEPT = 50_000

// One script, so that every counter has an expiry. A refused try is counted too, but does not prolong the wait.
const COUNT = `local wait = 0
for i, key in ipairs(KEYS) do
  local n = redis.call('INCR', key)
  if n == 1 then redis.call('EXPIRE', key, ARGV[i * 2]) end
  if n > tonumber(ARGV[i * 2 - 1]) then wait = math.max(wait, redis.call('TTL', key), 1) end
end
return wait`

interface LocalCount {
  readonly endsAtMs: number
  count: number
}

/** Counts in Redis for all processes together. While Redis does not answer, each process counts for itself. */
export const openCounter = ({ redis, log, now }: Pick<Runtime, 'redis' | 'log' | 'now'>): Counter => {
  const local = new LRUCache<string, LocalCount>({ max: KEYS_KEPT })

  const countHere = (key: string, windows: readonly CountedWindow[]): number => {
    const nowMs = now()
    const waits = windows.map(({ most, seconds }) => {
      const name = `{${key}}:${seconds}`
      const known = local.get(name)
      const current = known !== undefined && known.endsAtMs > nowMs ? known : { endsAtMs: nowMs + seconds * 1000, count: 0 }
      current.count += 1
      local.set(name, current)
      return current.count > most ? Math.ceil((current.endsAtMs - nowMs) / 1000) : 0
    })
    return Math.max(0, ...waits)
  }

  // The braces are a hash tag: a Redis cluster keeps all windows of one key on the same node.
  const namesOf = (key: string, windows: readonly CountedWindow[]): string[] =>
    windows.map(({ seconds }) => `{${key}}:${seconds}`)

  const ask = patiently(redis, PATIENCE_MS, (error) =>
    log.warn({ err: error }, 'Redis cannot count; this process counts for itself'),
  )

  return {
    async count(key, windows) {
      const bounds = windows.flatMap(({ most, seconds }) => [most, seconds])
      const waitSeconds = await ask(() => redis.eval(COUNT, windows.length, ...namesOf(key, windows), ...bounds))
      return waitSeconds === null ? countHere(key, windows) : Number(waitSeconds)
    },
    async forget(key, windows) {
      for (const name of namesOf(key, windows)) local.delete(name)
      await ask(() => redis.del(...namesOf(key, windows)))
    },
  }
}
