import { setTimeout as sleep } from 'node:timers/promises'
import { createdAtMsOf } from '@gruppetto/graph'

const YOUNG_MS = 10_000
/** The first event of a new entity usually arrives after about ten milliseconds. The last pauses are for a busy bus. */
const PAUSES_MS = [20, 40, 80, 160, 320, 640, 1_280]
/** The most ids that this process waits for at once. More than that are invented ids, or the bus is down. */
const WAITED_FOR_AT_ONCE = 100
/** The most ids that are remembered because they did not arrive in time. They are not waited for again. */
const IN_VAIN_KEPT = 10_000

const waitedFor = new Set<string>()
const inVain = new Set<string>()

const remember = (id: string): void => {
  const [oldest] = inVain
  if (inVain.size >= IN_VAIN_KEPT && oldest !== undefined) inVain.delete(oldest)
  inVain.add(id)
}

/**
 * Looks up an entity of another subgraph in the local projection. When it is missing and its id is very new, its first event may
 * not have arrived yet; then it retries a few times with backoff, so that "sign up, then follow at once" works. Returns null when
 * the entity does not arrive. Clients can invent ids, so each missing id is waited for only once, and the number of concurrent
 * waits is limited.
 */
export const awaitProjection = async <Row>(id: string, nowMs: number, look: () => Promise<Row | null>): Promise<Row | null> => {
  const row = await look()
  const made = createdAtMsOf(id)
  if (row !== null || made === null || Math.abs(nowMs - made) > YOUNG_MS) return row
  const isAnothers = waitedFor.has(id)
  if (inVain.has(id) || (!isAnothers && waitedFor.size >= WAITED_FOR_AT_ONCE)) return null
  waitedFor.add(id)
  try {
    for (const pauseMs of PAUSES_MS) {
      await sleep(pauseMs)
      const arrived = await look()
      if (arrived !== null) return arrived
    }
  } finally {
    if (!isAnothers) waitedFor.delete(id)
  }
  remember(id)
  return null
}
