import type { World } from './world.ts'

/** What one of many runs of something costs the platform. */
export interface Cost {
  readonly cpuMs: number
  /** The part of it while a subgraph was answering. */
  readonly subgraphCpuMs: number
  readonly subgraphCalls: number
  readonly mongoCommands: number
  /** Rows that the database has returned to queries. */
  readonly mongoRows: number
  readonly redisCommands: number
  /** How long all of them took. */
  readonly ms: number
}

/** Runs `work` and returns what each of the `count` things in it has cost, with what the platform does by itself meanwhile. */
export const costOf = async (world: World, count: number, work: () => Promise<unknown>): Promise<Cost> => {
  const before = await world.platform.snapshot()
  const from = performance.now()
  await work()
  const ms = performance.now() - from
  const after = await world.platform.snapshot()
  const each = (name: 'cpuMs' | 'subgraphCpuMs' | 'subgraphCalls' | 'mongoCommands' | 'mongoRows' | 'redisCommands') =>
    (after[name] - before[name]) / count
  return {
    cpuMs: each('cpuMs'),
    subgraphCpuMs: each('subgraphCpuMs'),
    subgraphCalls: each('subgraphCalls'),
    mongoCommands: each('mongoCommands'),
    mongoRows: each('mongoRows'),
    redisCommands: each('redisCommands'),
    ms,
  }
}
