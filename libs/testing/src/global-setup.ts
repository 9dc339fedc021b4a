import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Environment, ensureServers, loadConfig, type Servers } from '@gruppetto/runtime'
import type { TestProject } from 'vitest/node'
import { makeRunFolder } from './folder.ts'

/** The URLs of the servers of a test process. */
export interface ServerUrls {
  readonly mongoUrl: string
  readonly natsUrl: string
  readonly redisUrl: string
}

declare module 'vitest' {
  interface ProvidedContext {
    /** One entry for each test process, by its number. */
    servers: readonly ServerUrls[]
    /** Everything that a test writes is in this folder, which is removed after the run. */
    runFolder: string
  }
}

/**
 * The global setup of Vitest. Starts the servers once per run, in a folder of the run; a URL in the environment is used instead.
 * Each test process has its own database server, because a server runs only one transaction at a time.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = makeRunFolder()
  const { MONGO_URL, NATS_URL, REDIS_URL } = process.env
  const started: Servers[] = []
  const start = async (environment: Environment): Promise<Servers> => {
    const servers = await ensureServers(loadConfig(environment), { progress: (line) => console.log(`[servers] ${line}`) })
    started.push(servers)
    return servers
  }
  const remove = () => rmSync(folder, { recursive: true, force: true })
  // An interrupted run has no time for the teardown.
  const brokenOff = () => {
    for (const servers of started) servers.kill()
    remove()
  }
  const exit = (_signal: NodeJS.Signals, code: number) => process.exit(128 + code)
  process.once('exit', brokenOff).once('SIGINT', exit).once('SIGTERM', exit)

  const first = await start({ DATA_DIR: join(folder, 'servers'), MONGO_URL, NATS_URL, REDIS_URL })
  const { config, state } = project.vitest
  // A run that is watched may have more files next time.
  const processes = config.watch ? config.maxWorkers : Math.min(config.maxWorkers, state.getPaths().length)
  const startOther = (number: number) =>
    start({ DATA_DIR: join(folder, `database-${number}`), MONGO_URL, NATS_URL: first.natsUrl, REDIS_URL: first.redisUrl })
  await Promise.all(Array.from({ length: Math.max(0, processes - 1) }, (_, index) => startOther(index + 2)))
  project.provide('runFolder', folder)
  project.provide(
    'servers',
    started.map(({ mongoUrl, natsUrl, redisUrl }) => ({ mongoUrl, natsUrl, redisUrl })),
  )
  return async () => {
    process.off('exit', brokenOff).off('SIGINT', exit).off('SIGTERM', exit)
    await Promise.all(started.map((servers) => servers.stop()))
    remove()
  }
}
