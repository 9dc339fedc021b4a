import { SUBGRAPH_NAMES } from '@gruppetto/graph'
import { type Environment, flag, readEnvironment, variablesOf } from '@gruppetto/runtime'
import { z } from 'zod'

const count = (fallback: number) => z.coerce.number().int().positive().default(fallback)

/** A list of words with commas between them, each of which matches `word`. */
const words = (word: RegExp, hint: string, fallback = '') =>
  z
    .string()
    .default(fallback)
    .transform((text) => new Set(text.split(',').flatMap((each) => each.trim() || [])))
    .refine((set) => [...set].every((each) => word.test(each)), hint)

const CALLERS = ['anonymous', 'athletes', 'partners'] as const
const port = z.coerce.number().int().min(0).max(65_535)

/**
 * The limits for clients, and the features that a deployment can switch off. Each setting is an environment variable, named in
 * capitals: `maxTokens` is MAX_TOKENS. Rates are token buckets that hold one minute's worth of tokens and fill evenly. A request
 * takes 1 token, and 1 more for each 100 of its cost.
 */
const settings = z.object({
  // Limits of a document.
  maxTokens: count(5_000),
  maxDepth: count(16),
  maxAliases: count(100),
  maxRootFields: count(50),
  /** The number of selections after all fragments are expanded. */
  maxSelections: count(10_000),
  /** Branches for the query planner: type conditions, and each field of an interface once for each of its types. */
  maxBranches: count(1_000),
  // Limits of an operation with its variables.
  maxCost: count(10_000),
  /** The cost of introspection alone. GraphiQL's full query takes about a fifth of it. */
  maxIntrospectionCost: count(2_500),
  /** The number of characters of one string, in a document or in variables. */
  maxStringLength: count(20_000),
  /** How deep lists and objects may be nested in variables. */
  maxVariableDepth: count(32),
  maxAnswerBytes: count(32 * 1024 * 1024),
  /** How many entities an operation may ask subgraphs about, each counted once for each request that names it. */
  maxEntities: count(50_000),
  /** How much memory the answers may take that this process keeps (docs/guides/operating.md). 0 keeps none. */
  maxKeptAnswerBytes: z.coerce
    .number()
    .int()
    .min(0)
    .default(64 * 1024 * 1024),
  // Limits of query plans. They are made in a separate process and cached.
  /** How many plans may wait for the planner. One caller may have a quarter of them. */
  maxWaitingPlans: count(64),
  planTimeoutMs: count(10_000),
  /** The size of the plan cache, counted as JSON. */
  maxPlanBytes: count(64 * 1024 * 1024),
  // Limits of a request and of a connection.
  maxBodyBytes: count(1024 * 1024),
  /** How long the body of a request may take to arrive. An upload to a signed URL has `uploadTimeoutSeconds`. */
  bodyTimeoutSeconds: count(30),
  uploadTimeoutSeconds: count(3_600),
  maxSocketsPerAddress: count(300),
  maxSubscriptionsPerSocket: count(50),
  socketPingSeconds: count(30),
  /** How long a client may take to initialize a socket that it has opened. */
  socketInitSeconds: count(10),
  /** How many bytes may wait for a client that does not read. With more, its socket is closed. */
  maxSocketBufferBytes: count(1024 * 1024),
  /** How many events of one subscription may wait to be sent. With more, the socket is closed. */
  maxQueuedEvents: count(200),
  // Admission of sockets, of which all come back at once after a restart.
  /** How late the event loop may be while sockets come. When it is later, fewer are let in. */
  admissionDelayMs: count(40),
  /** However late the event loop is, so many sockets are let in each second. */
  admissionsPerSecondLeast: count(20),
  admissionsPerSecondMost: count(5_000),
  /** Sockets that are not let in are told to come back within this time. */
  comeBackSeconds: count(120),
  // Rates.
  ratePerMinuteAthlete: count(1_200),
  ratePerMinuteKey: count(1_200),
  /** For callers without credentials, and for routes other than /graphql. IPv6 addresses are counted by their /64 network. */
  ratePerMinuteAddress: count(1_200),
  /** For signIn, signUp, refreshSession, requestPasswordReset, resetPassword and verifyEmail together, per address. */
  ratePerMinuteSignIn: count(30),
  /** Requests of any kind per address and process, counted before they are read. A refused request counts as ten. */
  ratePerMinuteRequests: count(12_000),
  /** Invalid credentials per address and process. Above this rate, unknown credentials are not looked up. */
  ratePerMinuteRefused: count(300),
  /** Pushed events per athlete or address, and process. Above this rate they wait. */
  ratePerMinutePushes: count(6_000),
  // Limits of persisted operations. Those of callers without credentials are stored separately.
  maxPersistedBytes: count(32 * 1024),
  persistedKept: count(5_000),
  persistedKeptAnonymous: count(1_000),
  ratePerMinutePersisted: count(60),
  ratePerMinutePersistedAnonymous: count(20),
  // Registered operations (npm run operations).
  /** How many bytes the texts of registered operations may have in memory. */
  maxRegisteredBytes: count(64 * 1024 * 1024),
  /** Who may run registered operations only: `anonymous`, `athletes` and `partners`, `all` of them, or nobody (`off`). */
  trustedDocuments: words(
    /^(off|all|anonymous|athletes|partners)$/,
    'off, all, or some of anonymous, athletes, partners',
    'off',
  ).transform((set): ReadonlySet<string> => (set.has('all') ? new Set(CALLERS) : set)),
  /** Only log what `trustedDocuments` would refuse. */
  trustedDocumentsReport: flag('off'),
  /** Who may run any operation nevertheless: `staff`, `athlete:<id>`, `key:<id of an API key>`. */
  trustedDocumentsExcept: words(/^(staff|athlete:\w+|key:\w+)$/, 'some of staff, athlete:<id>, key:<id>').transform(
    (set): ReadonlySet<string> => set,
  ),
  // Settings of the servers behind and in front of the gateway.
  /** How long one call of a subgraph may take. */
  subgraphTimeoutMs: count(10_000),
  /** How long the queries of one operation may take together. What is not answered by then is null, with an error. */
  operationTimeoutMs: count(20_000),
  /** Subgraphs on other machines send the answers to queries packed (gzip). Those whose URL has a loopback address never do. */
  packAnswers: flag('on'),
  /** After so many calls in a row without an answer, a subgraph in another process is left alone. */
  breakerFailures: count(10),
  /** For how long it is left alone, before one call tries it again. */
  breakerRestMs: count(1_000),
  /** The number of proxies in front that write X-Forwarded-For. With 0, the client's address is that of its connection. */
  trustedProxies: z.coerce.number().int().min(0).default(0),
  /** The port for HTTP/2 without TLS, for proxies that speak it. None when absent; 0 is any free one. */
  h2cPort: port.optional(),
  /** The port for HTTP/2 and HTTP/1.1 over TLS, with the certificate (and its chain) and the key in these files. None when absent. */
  tlsPort: port.optional(),
  tlsCertFile: z.string().trim().min(1).optional(),
  tlsKeyFile: z.string().trim().min(1).optional(),
  /** The file of the supergraph, which may be replaced while the gateway runs. When absent, that of this release. */
  supergraphFile: z.string().trim().min(1).optional(),
  /** How often the file is looked at. */
  supergraphCheckSeconds: count(5),
  /** The names of operations that have their own values in the metrics, besides those of registered operations. */
  metricsOperations: words(/^[_A-Za-z]\w{0,99}$/, 'names of operations with commas between them').transform(
    (set): ReadonlySet<string> => set,
  ),
  // Features that a deployment can switch off.
  /** The web app at the address without a path, where it is built. */
  webApp: flag('on'),
  /** An archive of map tiles (PMTiles, in the layers of Protomaps' basemap) for the app's maps. When absent, the world that is shipped. */
  mapTilesUrl: z.url({ protocol: /^https?$/ }).optional(),
  /** GraphiQL for browsers that open the endpoint. */
  graphiql: flag('on'),
  /** `__schema` and `__type`. */
  introspection: flag('on'),
})

const nameOfUrl = (subgraph: string) => `${subgraph}Url` as const
const urls = z.object(Object.fromEntries(SUBGRAPH_NAMES.map((name) => [nameOfUrl(name), z.url().optional()])))

/** The names of all settings that only the gateway reads. */
export const GATEWAY_SETTINGS: readonly string[] = [...variablesOf(settings.shape), ...variablesOf(urls.shape)]

const environment = settings.and(
  urls.transform((values) => ({
    /** The URLs of the subgraphs that run in other processes. */
    subgraphUrls: Object.fromEntries(SUBGRAPH_NAMES.map((name) => [name, values[nameOfUrl(name)]])),
  })),
)

export type GatewayConfig = Readonly<z.output<typeof environment>>

/** Reads the settings that only the gateway has. Throws a ConfigError that names each wrong value. */
export const loadGatewayConfig = (env: Environment): GatewayConfig => readEnvironment(environment, env)
