import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort, redisProgram } from '@gruppetto/runtime'
import { Redis } from 'ioredis'
import { testFolder } from './test-runtime.ts'

/** Several Valkey servers of a test, beside the one that all tests share. */
export interface ValkeyServers {
  /** What REDIS_URL is to be. */
  readonly url: string
  /** The ports of the servers with the keys. */
  readonly ports: readonly number[]
  /** How many keys each of these servers has. */
  sizes(): Promise<number[]>
  /** Ends the server on a port as kill -9 does. */
  kill(port: number): Promise<void>
  stop(): Promise<void>
}

const SLOTS = 16_384
const MEMBERS = 3
/** What may take long on a busy machine ends then. */
const PATIENCE_MS = 60_000

const until = async (what: string, isSo: () => Promise<boolean>): Promise<void> => {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(50)) if (await isSo().catch(() => false)) return
  throw new Error(`${what} did not happen`)
}

/** Sends a command to the server on a port. */
const ask = async (port: number, command: string, ...args: readonly (string | number)[]): Promise<unknown> => {
  const redis = new Redis(port, '127.0.0.1', { lazyConnect: true, maxRetriesPerRequest: 0, retryStrategy: () => null })
  redis.on('error', () => undefined)
  try {
    await redis.connect()
    return await redis.call(command, ...args)
  } finally {
    redis.disconnect()
  }
}

const openServers = async () => {
  const binary = await redisProgram()
  const folder = testFolder('valkey')
  const running = new Map<number, ChildProcess>()
  const end = async (port: number): Promise<void> => {
    const child = running.get(port)
    if (child === undefined) return
    running.delete(port)
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }
  const killAll = () => {
    for (const child of running.values()) child.kill('SIGKILL')
  }
  process.once('exit', killAll)
  return {
    folder,
    end,
    /** Starts one server and waits until it answers. Before its arguments a program takes the file of its settings. */
    async start(args: readonly string[], file?: string): Promise<number> {
      const port = await freePort()
      const own = join(folder, String(port))
      mkdirSync(own)
      const fixed = ['--port', String(port), '--bind', '127.0.0.1', '--dir', own, '--save', '']
      const child = spawn(binary, [...(file === undefined ? [] : [file]), ...fixed, ...args], { stdio: 'ignore' })
      running.set(port, child)
      await until(`an answer of Valkey on port ${port}`, async () => (await ask(port, 'PING')) === 'PONG')
      return port
    },
    async stop(): Promise<void> {
      process.off('exit', killAll)
      await Promise.all([...running.keys()].map(end))
    },
  }
}

const sizesOf = (ports: readonly number[]): Promise<number[]> =>
  Promise.all(ports.map(async (port) => Number(await ask(port, 'DBSIZE'))))

const nodesOf = (ports: readonly number[]): string => ports.map((port) => `127.0.0.1:${port}`).join(',')

/** Starts a cluster of three servers without replicas. */
export const startValkeyCluster = async (): Promise<ValkeyServers> => {
  const { start, end, stop } = await openServers()
  const members: { port: number; bus: number }[] = []
  for (let index = 0; index < MEMBERS; index += 1) {
    const bus = await freePort()
    const port = await start(['--cluster-enabled', 'yes', '--cluster-port', String(bus), '--cluster-node-timeout', '5000'])
    members.push({ port, bus })
  }
  const ports = members.map(({ port }) => port)
  for (const [index, { port }] of members.entries()) {
    const [from, to] = [index, index + 1].map((part) => Math.floor((part * SLOTS) / MEMBERS)) as [number, number]
    await ask(port, 'CLUSTER', 'SET-CONFIG-EPOCH', index + 1)
    await ask(port, 'CLUSTER', 'ADDSLOTSRANGE', from, to - 1)
    for (const other of members.slice(0, index)) await ask(port, 'CLUSTER', 'MEET', '127.0.0.1', other.port, other.bus)
  }
  await until('a whole cluster', async () => {
    const states = await Promise.all(ports.map(async (port) => String(await ask(port, 'CLUSTER', 'INFO'))))
    return states.every((state) => /cluster_state:ok/.test(state) && new RegExp(`cluster_known_nodes:${MEMBERS}`).test(state))
  })
  return { url: `redis+cluster://${nodesOf(ports)}`, ports, sizes: () => sizesOf(ports), kill: end, stop }
}

/** Starts a primary with a replica and a Sentinel that makes the replica the primary when the primary is gone. */
export const startValkeySentinel = async (): Promise<ValkeyServers> => {
  const { folder, start, end, stop } = await openServers()
  const primary = await start([])
  const replica = await start(['--replicaof', '127.0.0.1', String(primary)])
  await until('a replica that follows', async () =>
    /master_link_status:up/.test(String(await ask(replica, 'INFO', 'replication'))),
  )
  const ports = [primary, replica]
  const file = join(folder, 'sentinel.conf')
  const watch = [`monitor rides 127.0.0.1 ${primary} 1`, 'down-after-milliseconds rides 1000', 'failover-timeout rides 5000']
  writeFileSync(file, watch.map((line) => `sentinel ${line}\n`).join(''))
  const sentinel = await start(['--sentinel'], file)
  await until('a Sentinel that knows the replica', async () => {
    const known = await ask(sentinel, 'SENTINEL', 'replicas', 'rides')
    return Array.isArray(known) && known.length === 1
  })
  return { url: `redis+sentinel://127.0.0.1:${sentinel}/rides`, ports, sizes: () => sizesOf(ports), kill: end, stop }
}
