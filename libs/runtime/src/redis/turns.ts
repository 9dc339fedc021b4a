import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Runtime } from '../types.ts'
import { patiently } from './patiently.ts'

/** Turns of all processes. */
export interface Turns {
  /** Runs `work` when those who came before with the same key have finished theirs. */
  run<Result>(key: string, work: () => Promise<Result>): Promise<Result>
}

const PATIENCE_MS = 250
const LOOK_AGAIN_MS = 10
/** Who has had the turn for so long is taken for dead. */
const LONGEST_TURN_MS = 3000
/** Nobody waits longer, even if the line was lost on the way. */
const LONGEST_WAIT_MS = 12_000
const LINE_KEPT_MS = 60_000

// Adds the token to the line when it comes for the first time, and returns whose turn it is.
const LINE_UP = `if ARGV[2] == '1' then redis.call('RPUSH', KEYS[1], ARGV[1]) end
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return redis.call('LINDEX', KEYS[1], 0)`

/**
 * Opens turns: a line in Redis for each key, so that transactions of several processes on one row need not stop each other. The database alone
 * would let whoever holds the row begin again at once, while the others wait longer after each try. While Redis does not answer, and after a
 * process that ended suddenly, turns are taken at once: a turn saves work and guarantees nothing.
 */
export const openTurns = ({ redis, log }: Pick<Runtime, 'redis' | 'log'>): Turns => {
  const ask = patiently(redis, PATIENCE_MS, (error) => log.warn({ err: error }, 'Redis gives no turns; going on without'))

  const waitForTurn = async (line: string, token: string): Promise<void> => {
    const beganMs = performance.now()
    let first: string | null = null
    let sinceMs = beganMs
    for (let isNew = 1; performance.now() - beganMs < LONGEST_WAIT_MS; isNew = 0) {
      const head = await ask(() => redis.eval(LINE_UP, 1, line, token, isNew, LINE_KEPT_MS))
      if (head === null || head === token) return
      if (head !== first) {
        first = String(head)
        sinceMs = performance.now()
      } else if (performance.now() - sinceMs > LONGEST_TURN_MS) await ask(() => redis.lrem(line, 1, first ?? ''))
      await sleep(LOOK_AGAIN_MS)
    }
  }

  return {
    async run(key, work) {
      const line = `turns:${key}`
      const token = randomUUID()
      await waitForTurn(line, token)
      try {
        return await work()
      } finally {
        await ask(() => redis.lrem(line, 1, token))
      }
    },
  }
}
