import { type Crowd, socketsOfProcess, startCrowd } from './crowd.ts'
import type { CrowdRequest, Returned } from './crowd-messages.ts'
import type { PlatformProcess } from './platform.ts'
import type { Snapshot } from './platform-messages.ts'
import type { World } from './world.ts'

type Opening = Omit<Extract<CrowdRequest, { ask: 'open' }>, 'ask' | 'url' | 'from'>

/** More websockets than one process may have, on as many gateways as that takes. */
export interface ManySockets {
  readonly gateways: number
  /** Opens so many more. Resolves when all have subscribed. */
  open(how: Opening): Promise<void>
  /** Breaks all connections. */
  drop(): Promise<void>
  /** All come back within this time. Resolves when all have subscribed again. */
  comeBack(withinMs: number): Promise<Returned>
  /** How many are open. */
  count(): Promise<number>
  /** CPU, memory and counters of all gateways together; with `collect`, after a garbage collection. */
  snapshot(collect?: boolean): Promise<Snapshot>
  close(): Promise<void>
}

interface Lane {
  readonly url: string
  readonly platform: PlatformProcess
  readonly crowd: Crowd
  readonly from: number
}

/** Cuts `count` into parts that differ by one at most. */
export const evenly = (count: number, parts: number): number[] =>
  Array.from({ length: parts }, (_, index) => Math.floor((count * (index + 1)) / parts) - Math.floor((count * index) / parts))

const sumOf = (snapshots: readonly Snapshot[]): Snapshot => {
  const [first, ...others] = snapshots
  if (first === undefined) throw new Error('there is no gateway')
  const sum: Record<keyof Snapshot, number> = { ...first }
  for (const other of others) for (const name of Object.keys(sum) as (keyof Snapshot)[]) sum[name] += other[name]
  // All of them ask the same server, which counts once.
  return { ...sum, redisCommands: first.redisCommands }
}

const together = (all: readonly Returned[]): Returned => {
  const seconds = Math.max(...all.map(({ acknowledged }) => acknowledged.length))
  return {
    seconds: Math.max(...all.map((one) => one.seconds)),
    toldToComeBack: all.reduce((sum, one) => sum + one.toldToComeBack, 0),
    failed: all.reduce((sum, one) => sum + one.failed, 0),
    acknowledged: Array.from({ length: seconds }, (_, second) =>
      all.reduce((sum, { acknowledged }) => sum + (acknowledged[second] ?? 0), 0),
    ),
  }
}

/** Starts the gateways and the clients' processes for `most` sockets. The first gateway is the world's own. */
export const openManySockets = async (world: World, most: number): Promise<ManySockets> => {
  const gateways = Math.ceil(most / socketsOfProcess(most))
  const each = Math.ceil(most / gateways)
  const lanes: Lane[] = []
  const close = async (): Promise<void> => {
    for (const { crowd } of lanes) crowd.close()
    await Promise.all(lanes.slice(1).map(({ platform }) => platform.stop(false)))
  }
  const start = async (index: number): Promise<void> => {
    const { url, platform } = index === 0 ? world : await world.anotherGateway()
    platform.allowSockets(each)
    lanes.push({ url, platform, crowd: await startCrowd(each), from: index * each })
  }
  try {
    for (let index = 0; index < gateways; index += 1) await start(index)
  } catch (error) {
    await close()
    throw error
  }
  return {
    gateways,
    async open({ count, atOnce, ...how }) {
      const counts = evenly(count, gateways)
      const lanesAtOnce = Math.ceil(atOnce / gateways)
      await Promise.all(
        lanes.map(({ crowd, url, from }, index) =>
          crowd.open({ ...how, url, from, count: counts[index] ?? 0, atOnce: lanesAtOnce }),
        ),
      )
    },
    async drop() {
      await Promise.all(lanes.map(({ crowd }) => crowd.drop()))
    },
    comeBack: async (withinMs) => together(await Promise.all(lanes.map(({ crowd }) => crowd.comeBack(withinMs)))),
    async count() {
      const counts = await Promise.all(lanes.map(({ crowd }) => crowd.count()))
      return counts.reduce((sum, count) => sum + count, 0)
    },
    snapshot: async (collect) => sumOf(await Promise.all(lanes.map(({ platform }) => platform.snapshot(collect)))),
    close,
  }
}
