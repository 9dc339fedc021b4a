import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import {
  type Config,
  eraseKeys,
  loadConfig,
  openLog,
  openRedis,
  openRuntime,
  type Runtime,
  type RuntimeOverrides,
} from '@gruppetto/runtime'
import { inject } from 'vitest'
import { connectionTo } from './connection.ts'
import type { ServerUrls } from './global-setup.ts'

export type TestRuntime = Runtime

/** Returns a new namespace with its own databases, streams and keys. */
export const randomNamespace = (): string => `t${randomBytes(6).toString('hex')}`

/** Returns the servers of this test process. For integration tests only (`tests/`). */
export const testServers = (): ServerUrls => {
  const servers = inject('servers')[Number(process.env.VITEST_POOL_ID) - 1]
  if (servers === undefined) throw new Error('this run has fewer servers than test processes')
  return servers
}

/** Makes a folder for what a test writes. */
export const testFolder = (name: string): string => mkdtempSync(join(inject('runFolder'), `${name}-`))

/** Returns the environment variables of a process or configuration in a test's own namespace. */
export const testEnvironment = (namespace: string, dataDir: string): Record<string, string> => {
  const { mongoUrl, natsUrl, redisUrl } = testServers()
  return {
    NAMESPACE: namespace,
    DATA_DIR: dataDir,
    MONGO_URL: mongoUrl,
    NATS_URL: natsUrl,
    REDIS_URL: redisUrl,
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent',
    RETRY_BASE_MS: '20',
    RETRY_FOR_SECONDS: '1',
    ACK_WAIT_MS: '3000',
    SHUTDOWN_SECONDS: '5',
    DEMO: 'off',
    LAKE: 'off',
    QUOTA_FACTOR: '1000',
    IDENTITY_SECRET: `identity-of-${namespace}-${'x'.repeat(32)}`,
  }
}

/** Removes everything that a namespace has on the servers. */
export const dropNamespace = async (config: Config): Promise<void> => {
  const prefix = `${config.namespace}_`
  const client = (await connectionTo(config.mongoUrl ?? '')).getClient()
  const { databases } = await client.db('admin').admin().listDatabases({ nameOnly: true })
  for (const { name } of databases) if (name.startsWith(prefix)) await client.db(name).dropDatabase()
  const redis = await openRedis(config.redisUrl ?? '', config.namespace, openLog({ run: 'tests', logLevel: 'silent' }))
  try {
    await eraseKeys(redis, [''])
  } finally {
    redis.disconnect()
  }
}

export interface TestRuntimeOptions extends RuntimeOverrides {
  /** Further environment variables, or other values than a test's defaults. */
  readonly env?: Readonly<Record<string, string>>
}

/** Opens a runtime with its own namespace on the servers of the run. `close` removes everything it has created. */
export const testRuntime = async (options: TestRuntimeOptions = {}): Promise<TestRuntime> => {
  const dataDir = testFolder('test')
  const config = loadConfig({ ...testEnvironment(randomNamespace(), dataDir), ...options.env })
  const runtime = await openRuntime(config, options)
  return {
    ...runtime,
    async close() {
      const { manager, names } = runtime.bus
      await runtime.drain()
      for (const name of [names.events, names.dead]) await manager.streams.delete(name).catch(() => undefined)
      await runtime.close()
      await dropNamespace(config)
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
