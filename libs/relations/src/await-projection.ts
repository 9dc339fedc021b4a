import { setTimeout as sleep } from 'node:timers/promises'
import { madeAtMs } from '@gruppetto/graph'

const YOUNG_MS = 10_000
/** The first event of a new entity is here after some ten milliseconds; the last looks are for a bus that is busy. */
const PAUSES_MS = [20, 40, 80, 160, 320, 640, 1_280]
/** Ids waited for at once in this process: more of them at one time are made up, or the bus is down. */
const WAITED_FOR_AT_ONCE = 100
/** Ids that did not come in time and are not waited for again. */
const IN_VAIN_KEPT = 10_000

const waitedFor = new Set<string>()
const inVain = new Set<string>()

const remember = (id: string): void => {
  const [oldest] = inVain
  if (inVain.size >= IN_VAIN_KEPT && oldest !== undefined) inVain.delete(oldest)
  inVain.add(id)
}

/**
 * Looks an entity of another subgraph up in the local projection. Where it is missing and its id was made moments ago, its first event may
 * still be on the way: then it looks again a few times, further and further apart, so that "sign up, then follow at once" works. Returns
 * null for what does not come. Anybody can make an id up: one that did not come is waited for once, and only so many are at a time.
 */
export const awaitProjection = async <Row>(id: string, nowMs: number, look: () => Promise<Row | null>): Promise<Row | null> => {
  const row = await look()
  const made = madeAtMs(id)
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
