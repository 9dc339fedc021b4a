import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Runtime } from '../types.ts'
import { patiently } from './patiently.ts'

/** Turns of all processes. */
export interface Turns {
  /** Runs `work` when those who came before with the same key have finished theirs. */
  run<Result>(key: string, work: () => Promise<Result>): Promise<Result>
}

/** A busy process gets the answer of Redis late. To go on without a turn costs more than to wait for it. */
const PATIENCE_MS = 3000
const LOOK_AGAIN_MS = 10
/** Who has not said for so long to be there is taken for dead. */
const DEAD_AFTER_MS = 3000
const SAYS_EVERY_MS = 500
/** Nobody waits longer, even if the line was lost on the way. */
const LONGEST_WAIT_MS = 60_000
const LINE_KEPT_MS = 60_000

// Adds the token to the line when it comes for the first time, notes that it is there, takes the dead away from the front, and returns whose turn
// it is.
const LINE_UP = `local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if ARGV[2] == '1' then redis.call('RPUSH', KEYS[1], ARGV[1]) end
redis.call('HSET', KEYS[2], ARGV[1], now)
redis.call('PEXPIRE', KEYS[1], ARGV[4])
redis.call('PEXPIRE', KEYS[2], ARGV[4])
local first = redis.call('LINDEX', KEYS[1], 0)
while first and first ~= ARGV[1] and now - tonumber(redis.call('HGET', KEYS[2], first) or 0) > tonumber(ARGV[3]) do
  redis.call('LPOP', KEYS[1])
  redis.call('HDEL', KEYS[2], first)
  first = redis.call('LINDEX', KEYS[1], 0)
end
return first`
const LEAVE = `redis.call('LREM', KEYS[1], 1, ARGV[1])
return redis.call('HDEL', KEYS[2], ARGV[1])`

// The braces are a hash tag: a Redis cluster keeps both keys on the same node.
const namesOf = (key: string): [string, string] => [`turns:{${key}}`, `turns:{${key}}:there`]

/**
 * Opens turns: a line in Redis for each key, so that transactions of several processes on one row need not stop each other. The database alone
 * would let whoever holds the row begin again at once, while the others wait longer after each try. While Redis does not answer, and after a
 * process that ended suddenly, turns are taken at once: a turn saves work and guarantees nothing.
 */
export const openTurns = ({ redis, log }: Pick<Runtime, 'redis' | 'log'>): Turns => {
  const ask = patiently(redis, PATIENCE_MS, (error) => log.warn({ err: error }, 'Redis gives no turns; going on without'))

  /** Returns whose turn it is, or null when Redis does not say. */
  const lineUp = (key: string, token: string, isNew: 0 | 1): Promise<unknown> =>
    ask(() => redis.eval(LINE_UP, 2, ...namesOf(key), token, isNew, DEAD_AFTER_MS, LINE_KEPT_MS))

  const waitForTurn = async (key: string, token: string): Promise<void> => {
    const beganMs = performance.now()
    let first = await lineUp(key, token, 1)
    while (first !== null && first !== token && performance.now() - beganMs < LONGEST_WAIT_MS) {
      await sleep(LOOK_AGAIN_MS)
      first = await lineUp(key, token, 0)
    }
  }

  return {
    async run(key, work) {
      const token = randomUUID()
      await waitForTurn(key, token)
      const saying = setInterval(() => void lineUp(key, token, 0), SAYS_EVERY_MS)
      try {
        return await work()
      } finally {
        clearInterval(saying)
        await ask(() => redis.eval(LEAVE, 2, ...namesOf(key), token))
      }
    },
  }
}
