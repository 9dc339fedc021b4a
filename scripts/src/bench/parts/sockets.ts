import type { Sheet } from '../figures.ts'
import { type ManySockets, openManySockets } from '../many-sockets.ts'
import { type BenchOptions, crowdOf } from '../options.ts'
import type { Snapshot } from '../platform-messages.ts'
import type { World } from '../world.ts'

const RECEIVED = 'subscription { notificationReceived { id kind text actors { displayName } activity { name } } }'
/** Nobody comments, so nothing arrives, but each socket listens to a topic of its own. */
const COMMENTS = 'subscription ($id: ID!) { commentAdded(subjectId: $id) { id text } }'
const AT_ONCE = 100
const KILOBYTE = 1024

interface Kind {
  readonly group: string
  readonly query: string
  readonly variables: Readonly<Record<string, string>>
}

/** Opens `count` sockets and puts what each has taken. The first tenth does not count: it allocates what is shared, and room in advance. */
const measure = async (sheet: Sheet, crowd: ManySockets, tokens: readonly string[], kind: Kind, count: number) => {
  const { group, query, variables } = kind
  const first = Math.max(1, Math.floor(count / 10))
  await crowd.open({ tokens, query, variables, count: first, atOnce: AT_ONCE })
  const before = await crowd.snapshot(true)
  await crowd.open({ tokens, query, variables, count: count - first, atOnce: AT_ONCE })
  const after = await crowd.snapshot(true)
  const each = (name: keyof Snapshot) => (after[name] - before[name]) / (count - first) / KILOBYTE
  sheet.put(group, 'resident memory for a socket, all counted', each('rssBytes'), 'KiB')
  sheet.put(group, 'of it heap', each('heapUsedBytes'), 'KiB')
  sheet.put(group, 'of it buffers outside of the heap', each('externalBytes'), 'KiB')
  sheet.put(group, 'CPU to open one', (after.cpuMs - before.cpuMs) / (count - first), 'ms CPU')
  return after
}

/** Measures the memory of sockets that wait, by the whole processes, before and after they are opened, each time after a garbage collection. */
export const sockets = async (world: World, sheet: Sheet, options: BenchOptions): Promise<void> => {
  const count = crowdOf('sockets', options)
  const few = Math.max(20, Math.floor(count / 10))
  const athletes = await world.athletes(options.quick ? 2 : 50)
  const tokens = athletes.map(({ token }) => token)
  const crowd = await openManySockets(world, count + few)
  try {
    const start = await crowd.snapshot(true)
    const shared = { group: `${count} sockets of ${tokens.length} athletes`, query: RECEIVED, variables: {} }
    const after = await measure(sheet, crowd, tokens, shared, count)
    const own = {
      group: `${few} more, each with a topic of its own on the bus`,
      query: COMMENTS,
      variables: { id: 'act_bench_#' },
    }
    await measure(sheet, crowd, tokens, own, few)
    const open = await crowd.count()
    if (open !== count + few) throw new Error(`${open} sockets are open, of ${count + few}`)
    sheet.put('all of them', 'gateways', crowd.gateways, 'processes')
    sheet.put('all of them', 'resident memory', after.rssBytes / KILOBYTE ** 2, 'MiB')
    const idle = await crowd.snapshot()
    const from = performance.now()
    await new Promise((resolve) => setTimeout(resolve, options.quick ? 100 : 30_000))
    const later = await crowd.snapshot()
    const share = (100 * (later.cpuMs - idle.cpuMs)) / (performance.now() - from)
    sheet.put('all of them', 'CPU while nothing happens but pings', share, '% of a core')
    await crowd.drop()
    const closed = await crowd.snapshot(true)
    sheet.put(
      'all of them',
      'heap when all are closed, less what it was',
      (closed.heapUsedBytes - start.heapUsedBytes) / KILOBYTE ** 2,
      'MiB',
    )
  } finally {
    await crowd.close()
  }
}
