import type { Sheet } from '../figures.ts'
import { inLanes } from '../lanes.ts'
import { type Subscribed, subscribed } from '../socket.ts'
import type { World } from '../world.ts'

const QUERY = 'subscription { notificationReceived { id kind text actors { displayName } activity { name } } }'
const LANES = 20
const KILOBYTE = 1024

/**
 * Compares the heap before and after sockets are opened, each time after a garbage collection. The first sockets do not count:
 * they allocate what is shared.
 */
export const sockets = async (world: World, sheet: Sheet, count: number, quick: boolean): Promise<void> => {
  const athletes = await world.athletes(quick ? 2 : 50)
  const open: Subscribed<object>[] = []
  const openUntil = (wanted: number) =>
    inLanes(
      Array.from({ length: wanted - open.length }, (_, index) => index),
      LANES,
      async (index) => {
        const who = athletes[index % athletes.length]
        if (who !== undefined) open.push(await subscribed<object>(world.url, who.token, QUERY))
      },
    )
  const first = Math.floor(count / 10)
  await openUntil(first)
  const before = await world.platform.snapshot(true)
  await openUntil(count)
  const after = await world.platform.snapshot(true)
  const measured = count - first
  const each = (name: 'heapUsedBytes' | 'externalBytes' | 'rssBytes') => (after[name] - before[name]) / measured / KILOBYTE
  const group = `${count} sockets of ${athletes.length} athletes`
  sheet.put(group, 'heap for a socket', each('heapUsedBytes'), 'KiB')
  sheet.put(group, 'buffers outside of the heap for a socket', each('externalBytes'), 'KiB')
  sheet.put(group, 'resident memory for a socket', each('rssBytes'), 'KiB')
  sheet.put(group, 'heap with all of them', after.heapUsedBytes / KILOBYTE ** 2, 'MiB')
  await inLanes(open, LANES, (socket) => socket.close())
  const closed = await world.platform.snapshot(true)
  const left = (closed.heapUsedBytes - before.heapUsedBytes) / KILOBYTE ** 2
  sheet.put(group, 'heap when all are closed, less what it was at the start', left, 'MiB')
}
