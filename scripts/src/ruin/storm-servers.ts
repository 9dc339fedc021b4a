import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ensureServers, isAlive, loadConfig } from '@gruppetto/runtime'

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
  stop(): Promise<void>
}

const START_MS = 120_000

export const openStormServers = async (dataDir: string, progress: (line: string) => void): Promise<StormServers> => {
  const config = loadConfig({ DATA_DIR: dataDir, IDENTITY_SECRET: 'x'.repeat(32), LOG_LEVEL: 'silent' })
  const servers = await ensureServers(config, { progress, mostRestarts: Number.POSITIVE_INFINITY })
  process.once('exit', servers.kill)
  const pidOf = (name: ServerName): number => {
    const { pid } = JSON.parse(readFileSync(join(dataDir, 'servers', `${name}.json`), 'utf8')) as { pid: number }
    return pid
  }
  const frozen = new Set<number>()
  const thaw = (pid: number): void => {
    frozen.delete(pid)
    if (isAlive(pid)) process.kill(pid, 'SIGCONT')
  }
  const end = async (name: ServerName, afterwards: () => void): Promise<void> => {
    const pid = pidOf(name)
    process.kill(pid, 'SIGKILL')
    while (isAlive(pid)) await sleep(5)
    afterwards()
    for (const end = Date.now() + START_MS; pidOf(name) === pid; await sleep(50))
      if (Date.now() > end) throw new Error(`${name} was not started again`)
  }
  return {
    urls: servers,
    async freeze(name, ms) {
      const pid = pidOf(name)
      frozen.add(pid)
      process.kill(pid, 'SIGSTOP')
      await sleep(ms)
      thaw(pid)
    },
    kill: (name) => end(name, () => undefined),
    lose: (name) => end(name, () => rmSync(join(dataDir, name), { recursive: true, force: true })),
    async stop() {
      for (const pid of frozen) thaw(pid)
      process.off('exit', servers.kill)
      await servers.stop()
    },
  }
}
