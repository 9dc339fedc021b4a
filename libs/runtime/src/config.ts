import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { type Environment, flag, readEnvironment } from './environment.ts'

const text = z.string().trim().min(1)
const optional = text.optional()
const url = z.url().optional()
const count = (fallback: number) => z.coerce.number().int().min(0).default(fallback)

/** One process is all there is: it may make its own secret, once, and keep it beside the data. */
const keptSecret = (dataDir: string): string => {
  const file = join(dataDir, 'identity-secret')
  mkdirSync(dataDir, { recursive: true })
  try {
    writeFileSync(file, randomBytes(48).toString('base64url'), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return readFileSync(file, 'utf8')
}

/** The file in the data folder that says that the demo world is, or is being, loaded there. */
export const DEMO_BEGUN = 'demo-begun'

export const isLoopback = (host: string): boolean => ['127.0.0.1', '::1', 'localhost'].includes(host)

/** A demo's passwords are published, so it is open to this machine alone where nobody says HOST. */
const defaultHost = (run: string, demo: boolean, dataDir: string): string =>
  run === 'all' && (demo || existsSync(join(dataDir, DEMO_BEGUN))) ? '127.0.0.1' : '0.0.0.0'

const settings = z.object({
  run: text.default('all'),
  port: z.coerce.number().int().min(0).max(65_535).default(4000),
  host: optional,
  /** Absolute. */
  dataDir: text.default('.data').transform((folder) => resolve(folder)),
  /** Where clients reach the gateway, without a slash at the end. */
  publicUrl: url,
  /** Prefix of databases, subjects, streams and keys. */
  namespace: z
    .string()
    .regex(/^[a-z][a-z0-9]{0,30}$/, 'lower case letters and digits only: it names databases, streams and keys')
    .default('gruppetto'),
  /** Absent: the server is found or started by `ensureServers`. */
  mongoUrl: optional,
  natsUrl: optional,
  redisUrl: optional,
  s3Endpoint: url,
  /** Where clients reach the store, where that is another address. */
  s3PublicEndpoint: url,
  s3Region: text.default('us-east-1'),
  s3Bucket: optional,
  s3AccessKeyId: optional,
  s3SecretAccessKey: optional,
  s3ForcePathStyle: flag('on'),
  identitySecret: z.string().min(32, 'at least 32 characters').optional(),
  objectsSecret: z.string().min(32, 'at least 32 characters').optional(),
  logLevel: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  demo: flag('on'),
  /** From this many followers on, an athlete's activities are merged into feeds at read. */
  feedVeryFollowed: count(5000),
  /** Every quota of changes (libs/graph) is multiplied by it. */
  quotaFactor: z.coerce.number().positive().default(1),
  accessTokenSeconds: count(900),
  refreshTokenSeconds: count(60 * 24 * 3600),
  uploadUrlSeconds: count(3600),
  /** First pause before an event is tried again; it grows with each try. */
  retryBaseMs: count(500),
  /** How long an expected race (RetryEvent) may go on before its tries are counted. */
  retryForSeconds: count(900),
  /** An event whose worker gave no sign for so long is given to another. */
  ackWaitMs: count(30_000),
  /** What a graceful stop may take. */
  shutdownSeconds: count(20),
})

const environment = settings.transform(
  (
    { s3Endpoint, s3PublicEndpoint, s3Region, s3Bucket, s3AccessKeyId, s3SecretAccessKey, s3ForcePathStyle, ...values },
    context,
  ) => {
    const { run, port, dataDir, demo } = values
    const ownsAll = run.split(',').some((word) => word.trim() === 'all')
    const identitySecret = values.identitySecret ?? (ownsAll ? keptSecret(dataDir) : undefined)
    if (identitySecret === undefined) {
      const message = `RUN=${run} needs the same secret (32 characters or more) in every process`
      context.addIssue({ code: 'custom', path: ['identitySecret'], message })
      return z.NEVER
    }
    return {
      ...values,
      host: values.host ?? defaultHost(run, demo, dataDir),
      publicUrl: (values.publicUrl ?? `http://localhost:${port}`).replace(/\/+$/, ''),
      identitySecret,
      objectsSecret: values.objectsSecret ?? createHash('sha256').update(`objects:${identitySecret}`).digest('base64url'),
      /** Absent: objects live in a folder under `dataDir`. */
      s3:
        s3Bucket === undefined
          ? undefined
          : {
              endpoint: s3Endpoint,
              publicEndpoint: s3PublicEndpoint,
              region: s3Region,
              bucket: s3Bucket,
              accessKeyId: s3AccessKeyId,
              secretAccessKey: s3SecretAccessKey,
              forcePathStyle: s3ForcePathStyle,
            },
    }
  },
)

/** What the environment says to every process, read once. */
export type Config = Readonly<z.output<typeof environment>>
export type S3Config = Readonly<NonNullable<Config['s3']>>

/** Reads and checks the environment; throws ConfigError naming each value that is wrong. */
export const loadConfig = (env: Environment): Config => readEnvironment(environment, env)

const HIDDEN = '[redacted]'

const withoutPassword = (address: string): string => address.replace(/\/\/[^/@]*@/, `//${HIDDEN}@`)

/** The configuration as it may be printed: no secret, no password in a URL. */
export const printableConfig = (config: Config): Record<string, unknown> => {
  const redact = (value: unknown, key: string): unknown => {
    if (value === undefined || value === null) return value
    if (/secret|accessKeyId/i.test(key)) return HIDDEN
    if (typeof value === 'string') return withoutPassword(value)
    if (typeof value !== 'object') return value
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, redact(inner, name)]))
  }
  return redact(config, '') as Record<string, unknown>
}
