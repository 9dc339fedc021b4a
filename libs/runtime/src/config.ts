import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'

const text = z.string().trim().min(1)
const optional = text.optional()
const url = z.url().optional()
const count = (fallback: number) => z.coerce.number().int().min(0).default(fallback)
const flag = (fallback: 'on' | 'off') =>
  z
    .enum(['on', 'off', 'true', 'false', '1', '0'])
    .default(fallback)
    .transform((word) => word === 'on' || word === 'true' || word === '1')

const environment = z.object({
  RUN: text.default('all'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  HOST: optional,
  DATA_DIR: text.default('.data'),
  PUBLIC_URL: url,
  NAMESPACE: z
    .string()
    .regex(/^[a-z][a-z0-9]{0,30}$/, 'lower case letters and digits only: it names databases, streams and keys')
    .default('gruppetto'),
  MONGO_URL: optional,
  NATS_URL: optional,
  REDIS_URL: optional,
  S3_ENDPOINT: url,
  S3_PUBLIC_ENDPOINT: url,
  S3_REGION: text.default('us-east-1'),
  S3_BUCKET: optional,
  S3_ACCESS_KEY_ID: optional,
  S3_SECRET_ACCESS_KEY: optional,
  S3_FORCE_PATH_STYLE: flag('on'),
  IDENTITY_SECRET: z.string().min(32, 'at least 32 characters').optional(),
  OBJECTS_SECRET: z.string().min(32, 'at least 32 characters').optional(),
  ATHLETES_URL: url,
  ACTIVITIES_URL: url,
  SOCIAL_URL: url,
  CLUBS_URL: url,
  COMMERCE_URL: url,
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  DEMO: flag('on'),
  FEED_VERY_FOLLOWED: count(5000),
  QUOTA_FACTOR: z.coerce.number().positive().default(1),
  ACCESS_TOKEN_SECONDS: count(900),
  REFRESH_TOKEN_SECONDS: count(60 * 24 * 3600),
  UPLOAD_URL_SECONDS: count(3600),
  RETRY_BASE_MS: count(500),
  ACK_WAIT_MS: count(30_000),
  SHUTDOWN_SECONDS: count(20),
})

export interface S3Config {
  readonly endpoint: string | undefined
  /** Where clients reach the store, where that is another address. */
  readonly publicEndpoint: string | undefined
  readonly region: string
  readonly bucket: string
  readonly accessKeyId: string | undefined
  readonly secretAccessKey: string | undefined
  readonly forcePathStyle: boolean
}

/** What the environment says, read once. */
export interface Config {
  readonly run: string
  readonly port: number
  readonly host: string
  /** Absolute. */
  readonly dataDir: string
  /** Where clients reach the gateway, without a slash at the end. */
  readonly publicUrl: string
  /** Prefix of databases, subjects, streams and keys. */
  readonly namespace: string
  /** Undefined: the server is found or started by `ensureServers`. */
  readonly mongoUrl: string | undefined
  readonly natsUrl: string | undefined
  readonly redisUrl: string | undefined
  /** Undefined: objects live in a folder under `dataDir`. */
  readonly s3: S3Config | undefined
  readonly identitySecret: string
  readonly objectsSecret: string
  /** Where each subgraph answers, where it is not in this process. */
  readonly subgraphUrls: Readonly<Record<'athletes' | 'activities' | 'social' | 'clubs' | 'commerce', string | undefined>>
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'
  readonly demo: boolean
  /** From this many followers on, an athlete's activities are merged into feeds at read. */
  readonly feedVeryFollowed: number
  /** Every quota of changes (libs/graph) is multiplied by it. */
  readonly quotaFactor: number
  readonly accessTokenSeconds: number
  readonly refreshTokenSeconds: number
  readonly uploadUrlSeconds: number
  /** First pause before an event is tried again; it grows with each try. */
  readonly retryBaseMs: number
  /** An event whose worker gave no sign for so long is given to another. */
  readonly ackWaitMs: number
  /** What a graceful stop may take. */
  readonly shutdownSeconds: number
}

export class ConfigError extends Error {}

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

const identitySecret = (given: string | undefined, run: string, dataDir: string): string => {
  if (given !== undefined) return given
  if (run.split(',').some((word) => word.trim() === 'all')) return keptSecret(dataDir)
  throw new ConfigError(`RUN=${run} needs IDENTITY_SECRET: the same secret (32 characters or more) in every process`)
}

/** The file in the data folder that says that the demo world is, or is being, loaded there. */
export const DEMO_BEGUN = 'demo-begun'

export const isLoopback = (host: string): boolean => ['127.0.0.1', '::1', 'localhost'].includes(host)

/** A demo's passwords are published, so it is open to this machine alone where nobody says HOST. */
const defaultHost = (run: string, demo: boolean, dataDir: string): string =>
  run === 'all' && (demo || existsSync(join(dataDir, DEMO_BEGUN))) ? '127.0.0.1' : '0.0.0.0'

/** Reads and checks the environment; throws ConfigError naming each value that is wrong. */
export const loadConfig = (env: Readonly<Record<string, string | undefined>>): Config => {
  // An empty value in a compose file means "not set".
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''))
  const parsed = environment.safeParse(given)
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new ConfigError(`The environment is not right:\n  ${wrong.join('\n  ')}`)
  }
  const values = parsed.data
  const dataDir = resolve(values.DATA_DIR)
  const secret = identitySecret(values.IDENTITY_SECRET, values.RUN, dataDir)
  const s3: S3Config | undefined =
    values.S3_BUCKET === undefined
      ? undefined
      : {
          endpoint: values.S3_ENDPOINT,
          publicEndpoint: values.S3_PUBLIC_ENDPOINT,
          region: values.S3_REGION,
          bucket: values.S3_BUCKET,
          accessKeyId: values.S3_ACCESS_KEY_ID,
          secretAccessKey: values.S3_SECRET_ACCESS_KEY,
          forcePathStyle: values.S3_FORCE_PATH_STYLE,
        }
  return {
    run: values.RUN,
    port: values.PORT,
    host: values.HOST ?? defaultHost(values.RUN, values.DEMO, dataDir),
    dataDir,
    publicUrl: (values.PUBLIC_URL ?? `http://localhost:${values.PORT}`).replace(/\/+$/, ''),
    namespace: values.NAMESPACE,
    mongoUrl: values.MONGO_URL,
    natsUrl: values.NATS_URL,
    redisUrl: values.REDIS_URL,
    s3,
    identitySecret: secret,
    objectsSecret: values.OBJECTS_SECRET ?? createHash('sha256').update(`objects:${secret}`).digest('base64url'),
    subgraphUrls: {
      athletes: values.ATHLETES_URL,
      activities: values.ACTIVITIES_URL,
      social: values.SOCIAL_URL,
      clubs: values.CLUBS_URL,
      commerce: values.COMMERCE_URL,
    },
    logLevel: values.LOG_LEVEL,
    demo: values.DEMO,
    feedVeryFollowed: values.FEED_VERY_FOLLOWED,
    quotaFactor: values.QUOTA_FACTOR,
    accessTokenSeconds: values.ACCESS_TOKEN_SECONDS,
    refreshTokenSeconds: values.REFRESH_TOKEN_SECONDS,
    uploadUrlSeconds: values.UPLOAD_URL_SECONDS,
    retryBaseMs: values.RETRY_BASE_MS,
    ackWaitMs: values.ACK_WAIT_MS,
    shutdownSeconds: values.SHUTDOWN_SECONDS,
  }
}

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
