import { z } from 'zod'

const count = (fallback: number) => z.coerce.number().int().positive().default(fallback)

const environment = z.object({
  MAX_TOKENS: count(5_000),
  MAX_DEPTH: count(16),
  MAX_ALIASES: count(100),
  MAX_ROOT_FIELDS: count(50),
  MAX_COST: count(10_000),
  MAX_BODY_BYTES: count(1024 * 1024),
  RATE_PER_MINUTE_ATHLETE: count(1_200),
  RATE_PER_MINUTE_KEY: count(1_200),
  RATE_PER_MINUTE_ADDRESS: count(1_200),
  RATE_PER_MINUTE_SIGN_IN: count(30),
  SUBGRAPH_TIMEOUT_MS: count(10_000),
  MAX_SUBSCRIPTIONS_PER_SOCKET: count(50),
  SOCKET_PING_SECONDS: count(30),
  MAX_SOCKET_BUFFER_BYTES: count(1024 * 1024),
  MAX_QUEUED_EVENTS: count(200),
  TRUSTED_PROXIES: z.coerce.number().int().min(0).default(0),
})

/** What bounds a client; each value stands in the environment under its name in capitals. */
export interface GatewayLimits {
  readonly maxTokens: number
  readonly maxDepth: number
  readonly maxAliases: number
  readonly maxRootFields: number
  readonly maxCost: number
  readonly maxBodyBytes: number
  readonly ratePerMinuteAthlete: number
  readonly ratePerMinuteKey: number
  readonly ratePerMinuteAddress: number
  /** Of signIn, signUp and refreshSession together, per address. */
  readonly ratePerMinuteSignIn: number
  readonly subgraphTimeoutMs: number
  readonly maxSubscriptionsPerSocket: number
  readonly socketPingSeconds: number
  /** Bytes waiting for a client that does not read, before its socket is closed. */
  readonly maxSocketBufferBytes: number
  /** Events of one subscription waiting to be sent, before its socket is closed. */
  readonly maxQueuedEvents: number
  /** Proxies in front that write X-Forwarded-For; with none, a client's address is its connection's. */
  readonly trustedProxies: number
}

type Environment = Readonly<Record<string, string | undefined>>

const read = <Schema extends z.ZodType>(schema: Schema, env: Environment, what: string): z.infer<Schema> => {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''))
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  throw new Error(`The gateway's ${what} are not right:\n  ${wrong.join('\n  ')}`)
}

/** Reads the limits from the environment; throws naming every value that is wrong. */
export const readLimits = (env: Environment): GatewayLimits => {
  const values = read(environment, env, 'limits')
  return {
    maxTokens: values.MAX_TOKENS,
    maxDepth: values.MAX_DEPTH,
    maxAliases: values.MAX_ALIASES,
    maxRootFields: values.MAX_ROOT_FIELDS,
    maxCost: values.MAX_COST,
    maxBodyBytes: values.MAX_BODY_BYTES,
    ratePerMinuteAthlete: values.RATE_PER_MINUTE_ATHLETE,
    ratePerMinuteKey: values.RATE_PER_MINUTE_KEY,
    ratePerMinuteAddress: values.RATE_PER_MINUTE_ADDRESS,
    ratePerMinuteSignIn: values.RATE_PER_MINUTE_SIGN_IN,
    subgraphTimeoutMs: values.SUBGRAPH_TIMEOUT_MS,
    maxSubscriptionsPerSocket: values.MAX_SUBSCRIPTIONS_PER_SOCKET,
    socketPingSeconds: values.SOCKET_PING_SECONDS,
    maxSocketBufferBytes: values.MAX_SOCKET_BUFFER_BYTES,
    maxQueuedEvents: values.MAX_QUEUED_EVENTS,
    trustedProxies: values.TRUSTED_PROXIES,
  }
}

/** What a deployment may do without. */
export interface GatewaySwitches {
  /** GraphiQL for browsers that open the endpoint. */
  readonly graphiql: boolean
  /** `__schema` and `__type`. */
  readonly introspection: boolean
}

const onOrOff = z.enum(['on', 'off']).default('on')
const switches = z.object({ GRAPHIQL: onOrOff, INTROSPECTION: onOrOff })

/** Reads the switches from the environment; throws naming every value that is wrong. */
export const readSwitches = (env: Environment): GatewaySwitches => {
  const values = read(switches, env, 'switches')
  return { graphiql: values.GRAPHIQL === 'on', introspection: values.INTROSPECTION === 'on' }
}
