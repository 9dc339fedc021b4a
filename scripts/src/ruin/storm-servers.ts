import { readFileSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ensureServers, isAlive, loadConfig } from '@gruppetto/runtime'
import { openCpuMeter } from './cpu.ts'

export type ServerName = 'mongo' | 'nats' | 'redis'

/** The storm's own servers, in a folder of its own. */
export interface StormServers {
  readonly urls: { readonly mongoUrl: string; readonly natsUrl: string; readonly redisUrl: string }
  /** Stops a server from doing anything for a time, while its connections stay open. */
  freeze(name: ServerName, ms: number): Promise<void>
  /** Ends a server as kill -9 does. It is started again on its data within a second. Resolves when it answers. */
  kill(name: ServerName): Promise<void>
  /** As `kill`, and what it had stored is gone. */
  lose(name: ServerName): Promise<void>
  /** The seconds of CPU that a server has used until now, over all its lives. */
  cpuSeconds(name: ServerName): number
  stop(): Promise<void>
}

const START_MS = 300_000

const listens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    const answer = (isListening: boolean) => {
      socket.destroy()
      resolve(isListening)
    }
    socket.once('connect', () => answer(true)).once('error', () => answer(false))
  })

export const openStormServers = async (dataDir: string, progress: (line: string) => void): Promise<StormServers> => {
  const config = loadConfig({ DATA_DIR: dataDir, IDENTITY_SECRET: 'x'.repeat(32), LOG_LEVEL: 'silent' })
  const servers = await ensureServers(config, { progress, mostRestarts: Number.POSITIVE_INFINITY })
  process.once('exit', servers.kill)
  const recordOf = (name: ServerName): { readonly pid: number; readonly port: number } =>
    JSON.parse(readFileSync(join(dataDir, 'servers', `${name}.json`), 'utf8')) as { pid: number; port: number }
  const frozen = new Set<number>()
  const meters = { mongo: openCpuMeter(), nats: openCpuMeter(), redis: openCpuMeter() }
  const thaw = (pid: number): void => {
    frozen.delete(pid)
    if (isAlive(pid)) process.kill(pid, 'SIGCONT')
  }
  /** Resolves to the process id of the server that listens. */
  const up = async (name: ServerName): Promise<number> => {
    for (const end = Date.now() + START_MS; Date.now() < end; await sleep(50)) {
      const { pid, port } = recordOf(name)
      if (isAlive(pid) && (await listens(port))) return pid
    }
    throw new Error(`${name} was not started again`)
  }
  /** What happens to one server happens one after the other. */
  const turns = new Map<ServerName, Promise<void>>()
  const inTurn = (name: ServerName, make: (pid: number) => Promise<void>): Promise<void> => {
    const turn = (turns.get(name) ?? Promise.resolve()).then(async () => make(await up(name)))
    turns.set(
      name,
      turn.catch(() => undefined),
    )
    return turn
  }
  const kill = async (name: ServerName, pid: number): Promise<void> => {
    meters[name].look(pid)
    process.kill(pid, 'SIGKILL')
    while (isAlive(pid)) await sleep(5)
    await up(name)
  }
  return {
    urls: servers,
    freeze: (name, ms) =>
      inTurn(name, async (pid) => {
        frozen.add(pid)
        process.kill(pid, 'SIGSTOP')
        await sleep(ms)
        thaw(pid)
      }),
    kill: (name) => inTurn(name, (pid) => kill(name, pid)),
    lose: (name) =>
      inTurn(name, async (pid) => {
        // It writes nothing more while its data goes.
        process.kill(pid, 'SIGSTOP')
        rmSync(join(dataDir, name), { recursive: true, force: true })
        await kill(name, pid)
      }),
    cpuSeconds(name) {
      meters[name].look(recordOf(name).pid)
      return meters[name].seconds()
    },
    async stop() {
      for (const pid of frozen) thaw(pid)
      process.off('exit', servers.kill)
      await servers.stop()
    },
  }
}
