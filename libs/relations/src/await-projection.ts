import { setTimeout as sleep } from 'node:timers/promises'
import { createdAtMsOf } from '@gruppetto/graph'

const YOUNG_MS = 10_000
/** The first event of a new entity usually arrives after about ten milliseconds. The last pauses are for a busy bus. */
const PAUSES_MS = [20, 40, 80, 160, 320, 640, 1_280]
/** The most ids that this process waits for at once. More than that are invented ids, or the bus is down. */
const AWAITED_MAX = 100
/** The most ids that are remembered because they did not arrive in time. They are not waited for again. */
const NOT_ARRIVED_MAX = 10_000

const awaited = new Set<string>()
const notArrived = new Set<string>()

const remember = (id: string): void => {
  const [oldest] = notArrived
  if (notArrived.size >= NOT_ARRIVED_MAX && oldest !== undefined) notArrived.delete(oldest)
  notArrived.add(id)
}

/**
 * Looks up an entity of another subgraph in the local projection. When it is missing and its id is very new, its first event may
 * not have arrived yet; then it retries a few times with backoff, so that "sign up, then follow at once" works. Returns null when
 * the entity does not arrive. Clients can invent ids, so each missing id is waited for only once, and the number of concurrent
 * waits is limited.
 */
export const awaitProjection = async <Row>(id: string, nowMs: number, look: () => Promise<Row | null>): Promise<Row | null> => {
  const row = await look()
  const createdAtMs = createdAtMsOf(id)
  if (row !== null || createdAtMs === null || Math.abs(nowMs - createdAtMs) > YOUNG_MS) return row
  const isAwaited = awaited.has(id)
  if (notArrived.has(id) || (!isAwaited && awaited.size >= AWAITED_MAX)) return null
  awaited.add(id)
  try {
    for (const pauseMs of PAUSES_MS) {
      await sleep(pauseMs)
      const arrived = await look()
      if (arrived !== null) return arrived
    }
  } finally {
    if (!isAwaited) awaited.delete(id)
  }
  remember(id)
  return null
}
