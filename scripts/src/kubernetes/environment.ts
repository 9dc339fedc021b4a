import { SUBGRAPH_NAMES } from '@gruppetto/graph'
import type { Role } from './roles.ts'
import type { Yaml } from './yaml.ts'

export const PORT = 4000
export const METRICS_PORT = 9464
export const SETTINGS = 'gruppetto-settings'
const SECRETS = 'gruppetto-secrets'

/** A value of the Secret, and which roles get it. A role without it starts only where it is optional. */
interface SecretValue {
  readonly for: (role: Role) => boolean
  readonly optional?: true
}

const everywhere = () => true
const isCommerce = ({ run }: Role) => run.startsWith('commerce')

/** Each role gets the secrets that it uses and no other. */
export const SECRET_VALUES: Readonly<Record<string, SecretValue>> = {
  IDENTITY_SECRET: { for: everywhere },
  OBJECTS_SECRET: { for: everywhere, optional: true },
  MONGO_URL: { for: everywhere },
  NATS_URL: { for: everywhere },
  REDIS_URL: { for: everywhere },
  S3_ACCESS_KEY_ID: { for: everywhere },
  S3_SECRET_ACCESS_KEY: { for: everywhere },
  SMTP_URL: { for: ({ run }) => run === 'athletes:workers', optional: true },
  STRIPE_SECRET_KEY: { for: isCommerce, optional: true },
  STRIPE_WEBHOOK_SECRET: { for: isCommerce, optional: true },
}

/** Names that look like those of a secret and are none. */
export const NO_SECRETS = [
  'PUBLIC_URL',
  'MAP_TILES_URL',
  'TLS_KEY_FILE',
  'RATE_PER_MINUTE_KEY',
  'MAX_TOKENS',
  'ACCESS_TOKEN_SECONDS',
  'REFRESH_TOKEN_SECONDS',
  'UPLOAD_URL_SECONDS',
  ...SUBGRAPH_NAMES.map((name) => `${name.toUpperCase()}_URL`),
]

const GIB = 1024 ** 3
// docs/guides/capacity.md says how many days of events these are.
const EVENTS_MAX_BYTES = 600 * GIB
const DEAD_LETTERS_MAX_BYTES = 10 * GIB

/** The settings of all roles. An overlay changes them and adds others (docs/guides/kubernetes.md). */
export const settings = (shutdownSeconds: number): Readonly<Record<string, string>> => ({
  HOST: '0.0.0.0',
  PORT: String(PORT),
  METRICS_HOST: '0.0.0.0',
  METRICS_PORT: String(METRICS_PORT),
  DATA_DIR: '/tmp/gruppetto',
  PUBLIC_URL: 'https://gruppetto.example',
  S3_BUCKET: 'gruppetto',
  S3_REGION: 'us-east-1',
  DEMO: 'off',
  LOG_LEVEL: 'info',
  TRUSTED_PROXIES: '1',
  SHUTDOWN_SECONDS: String(shutdownSeconds),
  NATS_REPLICAS: '3',
  EVENTS_MAX_BYTES: String(EVENTS_MAX_BYTES),
  DEAD_LETTERS_MAX_BYTES: String(DEAD_LETTERS_MAX_BYTES),
  ...Object.fromEntries(SUBGRAPH_NAMES.map((name) => [`${name.toUpperCase()}_URL`, `http://${name}:${PORT}`])),
})

/** The environment of one role. */
export const environmentOf = (role: Role): Yaml[] => [
  { name: 'RUN', value: role.run },
  ...Object.entries(SECRET_VALUES)
    .filter(([, value]) => value.for(role))
    .map(([name, { optional }]) => ({
      name,
      valueFrom: { secretKeyRef: { name: SECRETS, key: name, ...(optional && { optional }) } },
    })),
]
