import { SUBGRAPH_NAMES } from '@gruppetto/graph'
import { type Environment, flag, readEnvironment } from '@gruppetto/runtime'
import { z } from 'zod'

const count = (fallback: number) => z.coerce.number().int().positive().default(fallback)

/**
 * What bounds a client, and what a deployment may do without, in one table. Each value stands in the environment under its name in capitals:
 * `maxTokens` is MAX_TOKENS. Rates are token buckets that hold a minute's worth and fill evenly; a request draws 1, and 1 more for each 100 of
 * its cost.
 */
const settings = z.object({
  // Of a document.
  maxTokens: count(5_000),
  maxDepth: count(16),
  maxAliases: count(100),
  maxRootFields: count(50),
  /** Selections that a document stands for once its fragments are written out. */
  maxSelections: count(10_000),
  /** Ways of the planner: type conditions, and fields of an interface once for each of its types. */
  maxBranches: count(1_000),
  // Of an operation with its variables.
  maxCost: count(10_000),
  /** The part of a cost that is introspection; GraphiQL's whole query is about a fifth of it. */
  maxIntrospectionCost: count(2_000),
  /** Characters of one string, in a document or in variables. */
  maxStringLength: count(20_000),
  /** Lists and objects within each other in variables. */
  maxVariableDepth: count(32),
  maxAnswerBytes: count(32 * 1024 * 1024),
  // Of plans, which are made on a thread of their own and kept.
  /** Plans that may wait for the thread; each caller may have a tenth of them. */
  maxWaitingPlans: count(200),
  planTimeoutMs: count(10_000),
  /** Of the plans kept, as JSON. */
  maxPlanBytes: count(64 * 1024 * 1024),
  // Of a request and a connection.
  maxBodyBytes: count(1024 * 1024),
  /** Until the whole body of a request is here; an upload to a signed address has `uploadTimeoutSeconds`. */
  bodyTimeoutSeconds: count(30),
  uploadTimeoutSeconds: count(3_600),
  maxSocketsPerAddress: count(300),
  maxSubscriptionsPerSocket: count(50),
  socketPingSeconds: count(30),
  /** Bytes waiting for a client that does not read, before its socket is closed. */
  maxSocketBufferBytes: count(1024 * 1024),
  /** Events of one subscription waiting to be sent, before its socket is closed. */
  maxQueuedEvents: count(200),
  // Rates.
  ratePerMinuteAthlete: count(1_200),
  ratePerMinuteKey: count(1_200),
  /** Of callers without credentials, and of routes beside /graphql. Addresses of IPv6 count by their /64. */
  ratePerMinuteAddress: count(1_200),
  /** Of signIn, signUp and refreshSession together, per address. */
  ratePerMinuteSignIn: count(30),
  /** Requests of any kind per address and process, before anything is read of them; a refused one counts ten. */
  ratePerMinuteRequests: count(12_000),
  /** Credentials that were not good, per address and process; past it no unknown ones are looked up. */
  ratePerMinuteRefused: count(300),
  /** Pushes of subscriptions, per athlete or address and process; past it they wait. */
  ratePerMinutePushes: count(6_000),
  // Of persisted operations. Those of callers without credentials have a place of their own.
  maxPersistedBytes: count(32 * 1024),
  persistedKept: count(5_000),
  persistedKeptAnonymous: count(1_000),
  ratePerMinutePersisted: count(60),
  ratePerMinutePersistedAnonymous: count(20),
  // Of what stands behind and in front.
  subgraphTimeoutMs: count(10_000),
  /** Proxies in front that write X-Forwarded-For; with none, a client's address is its connection's. */
  trustedProxies: z.coerce.number().int().min(0).default(0),
  // What a deployment may do without.
  /** GraphiQL for browsers that open the endpoint. */
  graphiql: flag('on'),
  /** `__schema` and `__type`. */
  introspection: flag('on'),
})

const nameOfUrl = (subgraph: string) => `${subgraph}Url` as const
const urls = z.object(Object.fromEntries(SUBGRAPH_NAMES.map((name) => [nameOfUrl(name), z.url().optional()])))

const environment = settings.and(
  urls.transform((values) => ({
    /** Where each subgraph answers that is not in this process. */
    subgraphUrls: Object.fromEntries(SUBGRAPH_NAMES.map((name) => [name, values[nameOfUrl(name)]])),
  })),
)

export type GatewayConfig = Readonly<z.output<typeof environment>>

/** Reads what the gateway alone is told; throws ConfigError naming each value that is wrong. */
export const loadGatewayConfig = (env: Environment): GatewayConfig => readEnvironment(environment, env)
