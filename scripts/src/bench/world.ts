import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SUBGRAPH_NAMES } from '@gruppetto/graph'
import { ensureServers, freePort, loadConfig } from '@gruppetto/runtime'
import { type Athlete, signUp } from './athletes.ts'
import type { BenchOptions } from './options.ts'
import { type PlatformProcess, startPlatformProcess } from './platform.ts'

/** The benchmark's own platform, as `npm start` runs it, in a separate process. */
export interface World {
  readonly url: string
  /** Where the platform may send webhooks, though it is this machine: a part listens there. */
  readonly receiverPort: number
  readonly platform: PlatformProcess
  /** Starts one more gateway on the same servers, which has all subgraphs and no workers. It ends before the world does. */
  anotherGateway(): Promise<{ readonly url: string; readonly platform: PlatformProcess }>
  /** CPU of the database server since its start; null when it does not run on this machine. */
  databaseCpuMs(): number | null
  /** Returns the first `count` of the athletes that the parts share. Signs up those that do not exist yet. */
  athletes(count: number): Promise<readonly Athlete[]>
  /** Returns a number that it has not returned before. */
  next(): number
  say(line: string): void
  /** Whether Redis has lost everything whenever something is measured. */
  readonly isCold: boolean
  /** Takes everything out of Redis where that is wanted. */
  chill(): Promise<void>
  close(): Promise<void>
}

/** Raises the limits for clients, and of time, which would otherwise limit what is measured, or end it on a busy machine. */
const GENEROUS = {
  SUBGRAPH_TIMEOUT_MS: '120000',
  OPERATION_TIMEOUT_MS: '120000',
  PLAN_TIMEOUT_MS: '120000',
  RATE_PER_MINUTE_ATHLETE: '100000000',
  RATE_PER_MINUTE_KEY: '100000000',
  RATE_PER_MINUTE_ADDRESS: '100000000',
  RATE_PER_MINUTE_SIGN_IN: '100000000',
  RATE_PER_MINUTE_REQUESTS: '100000000',
  RATE_PER_MINUTE_REFUSED: '100000000',
  RATE_PER_MINUTE_PUSHES: '100000000',
  MAX_SOCKETS_PER_ADDRESS: '1000000',
  ACCESS_TOKEN_SECONDS: '86400',
}

const CLOCK_TICKS_A_SECOND = 100

const cpuMsOf = (pid: number): number | null => {
  try {
    // After the name in brackets, which may contain anything, utime and stime are the 12th and 13th field (proc_pid_stat(5)).
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    return ((Number(fields[11]) + Number(fields[12])) * 1000) / CLOCK_TICKS_A_SECOND
  } catch {
    return null
  }
}

const databasePid = (dataDir: string): number | null => {
  try {
    const record: unknown = JSON.parse(readFileSync(join(dataDir, 'servers', 'mongo.json'), 'utf8'))
    return typeof record === 'object' && record !== null && 'pid' in record && typeof record.pid === 'number' ? record.pid : null
  } catch {
    return null
  }
}

/** Starts the servers that `env` does not name, and the platform on them, with `settings` besides. `close` removes everything. */
export const openWorld = async (
  options: BenchOptions,
  env: Readonly<Record<string, string | undefined>>,
  say: (line: string) => void,
  settings: Readonly<Record<string, string>> = {},
): Promise<World> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'gruppetto-bench-'))
  const { MONGO_URL, NATS_URL, REDIS_URL } = env
  const servers = await ensureServers(loadConfig({ DATA_DIR: dataDir, MONGO_URL, NATS_URL, REDIS_URL }), { progress: say })
  const end = async () => {
    await servers.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
  const port = await freePort()
  const receiverPort = await freePort()
  const publicUrl = `http://127.0.0.1:${port}`
  const environment = {
    ...GENEROUS,
    NAMESPACE: `bench${randomBytes(5).toString('hex')}`,
    // Further gateways have the same.
    IDENTITY_SECRET: randomBytes(32).toString('hex'),
    DATA_DIR: dataDir,
    MONGO_URL: servers.mongoUrl,
    NATS_URL: servers.natsUrl,
    REDIS_URL: servers.redisUrl,
    HOST: '127.0.0.1',
    PUBLIC_URL: publicUrl,
    DEMO: 'off',
    // It gathers events for a minute before they are handled, so nothing would come to rest. It has a part of its own.
    LAKE: 'off',
    WEBHOOK_TEST_ORIGIN: `http://127.0.0.1:${receiverPort}`,
    QUOTA_FACTOR: '1000',
    LOG_LEVEL: env.LOG_LEVEL ?? 'error',
    ...settings,
  }
  const started = startPlatformProcess({ ...environment, PORT: String(port) }, options.profile)
  const platform = await started.catch(async (error: unknown) => {
    await end()
    throw error
  })
  const url = `${publicUrl}/graphql`
  const pid = databasePid(dataDir)
  const known: Athlete[] = []
  let last = 0
  return {
    url,
    receiverPort,
    platform,
    async anotherGateway() {
      const own = String(await freePort())
      const more = await startPlatformProcess({ ...environment, PORT: own, RUN: ['gateway', ...SUBGRAPH_NAMES].join(',') }, null)
      return { url: `http://127.0.0.1:${own}/graphql`, platform: more }
    },
    say,
    isCold: options.cold,
    async chill() {
      if (options.cold) await platform.forgetAll()
    },
    databaseCpuMs: () => (pid === null ? null : cpuMsOf(pid)),
    async athletes(count) {
      while (known.length < count) known.push(await signUp(url))
      return known.slice(0, count)
    },
    next() {
      last += 1
      return last
    },
    async close() {
      // Servers that it has started end with it, and what they hold.
      await platform.stop([MONGO_URL, NATS_URL, REDIS_URL].some((given) => given !== undefined))
      await end()
    },
  }
}
