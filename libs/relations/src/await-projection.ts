import { setTimeout as sleep } from 'node:timers/promises'
import { madeAtMs } from '@gruppetto/graph'

const YOUNG_MS = 10_000
const PATIENCE_MS = 3_000
const LOOK_EVERY_MS = 40

/**
 * Looks an entity of another subgraph up in the local projection. Where it is missing and its id was made moments ago, its first event may
 * still be on the way: then it looks again for a while, so that "sign up, then follow at once" works. Returns null for what does not come.
 */
export const awaitProjection = async <Row>(id: string, nowMs: number, look: () => Promise<Row | null>): Promise<Row | null> => {
  const row = await look()
  const made = madeAtMs(id)
  if (row !== null || made === null || Math.abs(nowMs - made) > YOUNG_MS) return row
  for (let waited = 0; waited < PATIENCE_MS; waited += LOOK_EVERY_MS) {
    await sleep(LOOK_EVERY_MS)
    const arrived = await look()
    if (arrived !== null) return arrived
  }
  return null
}
