import { LRUCache } from 'lru-cache'
import type { Runtime } from '../types.ts'
import { patiently } from './patiently.ts'

/** So many within so many seconds; the seconds begin with the first. */
export interface CountedWindow {
  readonly most: number
  readonly seconds: number
}

export interface Counter {
  /** Counts one more for a key in each window. Answers 0, or the seconds to wait where a window has had its most already. */
  count(key: string, windows: readonly CountedWindow[]): Promise<number>
  /** Begins a key's windows anew. */
  forget(key: string, windows: readonly CountedWindow[]): Promise<void>
}

/** A change does not wait for a Redis that is slow or away: this process counts for itself meanwhile. */
const PATIENCE_MS = 250
const KEYS_KEPT = 50_000

// One script, so that no count is ever left without its end. A refused try counts too, and does not prolong the wait.
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

/** Counts in Redis, for all processes together; in this process alone while Redis does not answer. */
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

  // In braces, so that a cluster keeps the windows of one key together.
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
