import { setTimeout as sleep } from 'node:timers/promises'
import type { Sheet } from '../figures.ts'
import { openManySockets } from '../many-sockets.ts'
import { type BenchOptions, crowdOf } from '../options.ts'
import { openAsking } from '../socket.ts'
import type { World } from '../world.ts'

const RECEIVED = 'subscription { notificationReceived { id kind text actors { displayName } activity { name } } }'
const AT_ONCE = 100
const ASK_EVERY_MS = 20

/**
 * Breaks all sockets at once and lets them come back within some seconds, while an athlete on a socket that stays asks small questions. It fails
 * when their return has called a subgraph, or when a socket did not come back.
 */
export const storm = async (world: World, sheet: Sheet, options: BenchOptions): Promise<void> => {
  const count = crowdOf('storm', options)
  const athletes = await world.athletes(options.quick ? 2 : 50)
  const [first] = athletes
  if (first === undefined) throw new Error('there is no athlete')
  const crowd = await openManySockets(world, count)
  const staying = await openAsking(world.url, first.token)
  try {
    const tokens = athletes.map(({ token }) => token)
    await crowd.open({ tokens, query: RECEIVED, variables: {}, count, atOnce: AT_ONCE })
    let isOver = false
    const asked = async (): Promise<number[]> => {
      const times: number[] = []
      while (!isOver) {
        const from = performance.now()
        await staying.ask('{ __typename }')
        times.push(performance.now() - from)
        await sleep(ASK_EVERY_MS)
      }
      return times
    }
    const timesOf = async (work: () => Promise<unknown>): Promise<number[]> => {
      isOver = false
      const asking = asked()
      await work().finally(() => {
        isOver = true
      })
      return asking
    }
    const calm = await timesOf(() => sleep(options.quick ? 500 : 5_000))
    await crowd.drop()
    await crowd.snapshot(true)
    const before = await crowd.snapshot()
    let returned: Awaited<ReturnType<typeof crowd.comeBack>> | null = null
    const times = await timesOf(async () => {
      returned = await crowd.comeBack(Math.max(1_000, Math.min(60_000, count)))
    })
    const after = await crowd.snapshot()
    if (returned === null) throw new Error('nobody came back')
    const { seconds, toldToComeBack, failed, acknowledged } = returned as Awaited<ReturnType<typeof crowd.comeBack>>
    const open = await crowd.count()
    const group = `${count} sockets`
    sheet.put(group, 'gateways', crowd.gateways, 'processes')
    sheet.put(group, 'until all have subscribed again', seconds, 's')
    sheet.put(group, 'let in, in the best second', Math.max(...acknowledged), 'sockets')
    sheet.put(group, 'told to come back later', toldToComeBack, 'times')
    sheet.put(group, 'attempts that failed', failed, 'times')
    sheet.put(group, 'CPU of the platform for one', (after.cpuMs - before.cpuMs) / count, 'ms CPU')
    sheet.put(group, 'calls of subgraphs', after.subgraphCalls - before.subgraphCalls, 'calls')
    sheet.durations('an operation on a socket that stays, before', 'answer', calm)
    sheet.durations('an operation on a socket that stays, meanwhile', 'answer', times)
    if (open !== count) throw new Error(`${open} of ${count} sockets are back`)
    if (after.subgraphCalls !== before.subgraphCalls) throw new Error('the return of sockets has called a subgraph')
  } finally {
    await crowd.close()
    await staying.close()
  }
}
