import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { type Environment, flag, readEnvironment, variablesOf } from './environment.ts'
import { refusalOfUrl } from './public-addresses.ts'

const text = z.string().trim().min(1)
const optional = text.optional()
const url = z.url().optional()
const count = (fallback: number) => z.coerce.number().int().min(0).default(fallback)

/** Used when one process runs the whole platform: it generates its secret once and keeps it in the data folder. */
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

/** This file in the data folder means that the demo data is loaded, or that loading has begun. */
export const DEMO_BEGUN = 'demo-begun'

export const isLoopback = (host: string): boolean => ['127.0.0.1', '::1', 'localhost'].includes(host)

/** The passwords of the demo are public, so by default a demo listens on localhost only. */
const defaultHost = (run: string, demo: boolean, dataDir: string): string =>
  run === 'all' && (demo || existsSync(join(dataDir, DEMO_BEGUN))) ? '127.0.0.1' : '0.0.0.0'

/** Whether others can use this address. Push services refuse the messages of a platform that names localhost. */
const isContact = (address: string): boolean => {
  if (/^mailto:[^@\s]+@[^@\s]+\.[^@\s]+$/.test(address)) return !/@localhost\./.test(address)
  return URL.canParse(address) && refusalOfUrl(new URL(address)) === null
}

/**
 * Returns the contact for push services: the setting, else the public address of the platform. A platform that only this machine reaches needs
 * none that works. Undefined: push services would refuse the messages, so web push is off.
 */
const webPushContact = (subject: string | undefined, publicUrl: string): string | undefined => {
  if (subject !== undefined || isLoopback(new URL(publicUrl).hostname)) return subject ?? 'mailto:web-push@gruppetto.example'
  return isContact(publicUrl) ? publicUrl : undefined
}

const settings = z.object({
  run: text.default('all'),
  port: z.coerce.number().int().min(0).max(65_535).default(4000),
  host: optional,
  /** Absolute path. */
  dataDir: text.default('.data').transform((folder) => resolve(folder)),
  /** The URL at which clients reach the gateway, without a slash at the end. */
  publicUrl: url,
  /** The mail server, as `smtp://user:password@host:587` or `smtps://host`. When absent, mails are files in a folder under `dataDir`. */
  smtpUrl: z.url({ protocol: /^smtps?$/, error: 'smtp://user:password@host:port or smtps://...' }).optional(),
  /** The sender of mails, as `Name <address>` or an address. When absent, noreply at the host of `publicUrl`. */
  mailFrom: optional,
  /** The prefix of databases, NATS subjects, streams and Redis keys. */
  namespace: z
    .string()
    .regex(/^[a-z][a-z0-9]{0,30}$/, 'lower case letters and digits only: it names databases, streams and keys')
    .default('gruppetto'),
  /** When absent, `ensureServers` finds or starts the server. */
  mongoUrl: optional,
  natsUrl: optional,
  redisUrl: optional,
  /** How many members of a NATS cluster keep each stream: 3, where there are three. */
  natsReplicas: z.coerce.number().int().min(1).max(5).default(1),
  /** The most bytes that the streams of events and of dead letters may take on each member. 0 bounds nothing. */
  eventsMaxBytes: count(0),
  deadLettersMaxBytes: count(0),
  s3Endpoint: url,
  /** The address of the store for clients, when it differs from the one this process uses. */
  s3PublicEndpoint: url,
  s3Region: text.default('us-east-1'),
  s3Bucket: optional,
  s3AccessKeyId: optional,
  s3SecretAccessKey: optional,
  s3ForcePathStyle: flag('on'),
  identitySecret: z.string().min(32, 'at least 32 characters').optional(),
  objectsSecret: z.string().min(32, 'at least 32 characters').optional(),
  /** Whom the services that deliver web pushes write to about this platform: mailto: or https:. See `webPushContact`. */
  webPushSubject: text.refine(isContact, 'a mailto: or https: address that others can reach').optional(),
  /** The origin of a push service on this machine, for tests. */
  webPushTestOrigin: url,
  /** The origin of a receiver of webhooks on this machine, for tests and for a partner's developer. */
  webhookTestOrigin: url,
  /** `production` where real athletes are: there the sandbox of payments has to be asked for by name. */
  nodeEnv: optional,
  /** Who takes the money: `stripe`, `sandbox` (no money moves) or `off`. When absent, see `paymentsOf`. */
  payments: z.enum(['stripe', 'sandbox', 'off']).optional(),
  /** The secret or restricted key of a Stripe account. */
  stripeSecretKey: optional,
  /** What Stripe signs its webhooks with: `whsec_...`, of the endpoint PUBLIC_URL/payments/webhook. */
  stripeWebhookSecret: optional,
  /** Who sells, as it stands on receipts: name, address, tax number. Lines are separated by |. */
  receiptSeller: text.max(500).default('Gruppetto'),
  /** A file of feature flags in flagd's format. When absent, the flags that come with the platform hold. */
  flagsFile: optional,
  /** The port of the metrics, on an address of their own. None when absent; 0 is any free one. */
  metricsPort: z.coerce.number().int().min(0).max(65_535).optional(),
  /** The address on which the metrics are served. By default this machine alone reads them. */
  metricsHost: text.default('127.0.0.1'),
  /** The base URL of a collector of traces that takes OTLP over HTTP. No traces are recorded when absent. */
  otelExporterOtlpEndpoint: url,
  /** Which part of the traces that begin in this process is recorded, from 0 to 1. */
  otelTracesSamplerArg: z.coerce.number().min(0).max(1).default(0.01),
  logLevel: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  demo: flag('on'),
  /** False says that the platform has no lake, or has given it up. Otherwise an erasure waits for its report once one was written. */
  lake: flag('on'),
  /** An athlete with at least this many followers is not fanned out: their activities are merged into feeds when a feed is read. */
  feedVeryFollowed: count(5000),
  /** Every quota of changes (libs/graph) is multiplied by this factor. */
  quotaFactor: z.coerce.number().positive().default(1),
  accessTokenSeconds: count(900),
  refreshTokenSeconds: count(60 * 24 * 3600),
  uploadUrlSeconds: count(3600),
  /** The first pause before an event is retried, in milliseconds. The pause grows with each retry. */
  retryBaseMs: count(500),
  /** How long an expected race (RetryEvent) may last before its retries count towards the dead letter. */
  retryForSeconds: count(900),
  /** When a worker gives no sign of life for this long, its event is redelivered to another one. */
  ackWaitMs: count(30_000),
  /** The longest time that a graceful shutdown may take. */
  shutdownSeconds: count(20),
})

/** The names of all settings that every process reads, such as DATA_DIR. */
export const SETTINGS: readonly string[] = variablesOf(settings.shape)

interface Payments {
  readonly payments?: 'stripe' | 'sandbox' | 'off' | undefined
  readonly stripeSecretKey?: string | undefined
  readonly nodeEnv?: string | undefined
  readonly publicUrl: string
}

/**
 * Who takes the money: Stripe where it has a key, the sandbox on a machine that nobody else reaches, else nobody. So nobody gets premium from
 * the sandbox of a platform for real athletes unless PAYMENTS says so, and never beside Stripe.
 */
const paymentsOf = ({ payments, stripeSecretKey, nodeEnv, publicUrl }: Payments): 'stripe' | 'sandbox' | 'off' => {
  if (payments !== undefined) return payments
  if (stripeSecretKey !== undefined) return 'stripe'
  return isLoopback(new URL(publicUrl).hostname) && nodeEnv !== 'production' ? 'sandbox' : 'off'
}

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
    const host = values.host ?? defaultHost(run, demo, dataDir)
    const publicUrl = (values.publicUrl ?? `http://localhost:${port}`).replace(/\/+$/, '')
    for (const path of ['webPushTestOrigin', 'webhookTestOrigin'] as const) {
      if (values[path] === undefined || (isLoopback(host) && isLoopback(new URL(publicUrl).hostname))) continue
      const message = 'only for a platform that nobody but this machine reaches (HOST and PUBLIC_URL)'
      context.addIssue({ code: 'custom', path: [path], message })
      return z.NEVER
    }
    if (values.metricsPort !== undefined && values.metricsPort !== 0 && values.metricsPort === port) {
      context.addIssue({ code: 'custom', path: ['metricsPort'], message: 'must not be PORT, which is open to everybody' })
      return z.NEVER
    }
    const payments = paymentsOf({ ...values, publicUrl })
    if (payments === 'sandbox' && values.stripeSecretKey !== undefined) {
      const message = 'sandbox would give premium for nothing beside STRIPE_SECRET_KEY: remove one of the two'
      context.addIssue({ code: 'custom', path: ['payments'], message })
      return z.NEVER
    }
    if (payments === 'stripe' && (values.stripeSecretKey === undefined || values.stripeWebhookSecret === undefined)) {
      const message = 'stripe needs STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET: without the second no purchase would count'
      context.addIssue({ code: 'custom', path: ['payments'], message })
      return z.NEVER
    }
    return {
      ...values,
      host,
      publicUrl,
      payments,
      webPushSubject: webPushContact(values.webPushSubject, publicUrl),
      identitySecret,
      objectsSecret: values.objectsSecret ?? createHash('sha256').update(`objects:${identitySecret}`).digest('base64url'),
      /** When absent, objects are stored in a folder under `dataDir`. */
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

/** The settings that every process reads from the environment, once. */
export type Config = Readonly<z.output<typeof environment>>
export type S3Config = Readonly<NonNullable<Config['s3']>>

/** Reads and validates the environment. Throws ConfigError that names each invalid value. */
export const loadConfig = (env: Environment): Config => readEnvironment(environment, env)

const HIDDEN = '[redacted]'

const withoutPassword = (address: string): string => address.replace(/\/\/[^/@]*@/, `//${HIDDEN}@`)

/** Returns the configuration for printing: without secrets and without passwords in URLs. */
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
