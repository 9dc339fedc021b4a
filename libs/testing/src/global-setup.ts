import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureServers, loadConfig } from '@gruppetto/runtime'
import type { TestProject } from 'vitest/node'

/** Where this run's servers are. */
export interface ServerUrls {
  readonly mongoUrl: string
  readonly natsUrl: string
  readonly redisUrl: string
}

declare module 'vitest' {
  interface ProvidedContext {
    servers: ServerUrls
  }
}

/** Vitest's global setup: servers once per run, in a folder that goes with them; a URL in the environment is used as it is. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'gruppetto-servers-'))
  const { MONGO_URL, NATS_URL, REDIS_URL } = process.env
  const config = loadConfig({ DATA_DIR: dataDir, MONGO_URL, NATS_URL, REDIS_URL })
  const servers = await ensureServers(config, { progress: (line) => console.log(`[servers] ${line}`) })
  const { mongoUrl, natsUrl, redisUrl } = servers
  project.provide('servers', { mongoUrl, natsUrl, redisUrl })
  const remove = () => rmSync(dataDir, { recursive: true, force: true })
  // A run that is broken off is given no time to tear down.
  const brokenOff = () => {
    servers.kill()
    remove()
  }
  const exit = (_signal: NodeJS.Signals, code: number) => process.exit(128 + code)
  process.once('exit', brokenOff).once('SIGINT', exit).once('SIGTERM', exit)
  return async () => {
    process.off('exit', brokenOff).off('SIGINT', exit).off('SIGTERM', exit)
    await servers.stop()
    remove()
  }
}
