import {
  eitherTransport,
  forwardedRoutes,
  type GatewayConfig,
  httpTransport,
  inProcessTransport,
  loadGatewayConfig,
  openGateway,
  type SubgraphTransport,
  subgraphPlugin,
} from '@gruppetto/gateway'
import { openSubgraph, publicRoutesOf, type Routes, SUBGRAPH_NAMES, type Subgraph } from '@gruppetto/graph'
import {
  type Config,
  ConfigError,
  type Environment,
  loadConfig,
  objectRoutes,
  openLifecycle,
  openRuntime,
  type Runtime,
  serveHttp,
} from '@gruppetto/runtime'
import { modules } from './generated/modules.ts'
import { startJobs } from './jobs.ts'
import { parseRoles } from './roles.ts'
import { readSupergraph } from './supergraph.ts'

const SUBGRAPH_TIMEOUT_MS = 10_000

/** What the environment says to a process of the platform: to all of them, and to the gateway. */
export interface PlatformConfig extends Config {
  readonly gateway: GatewayConfig
}

/** Reads and checks the environment; throws ConfigError naming each value that is wrong. */
export const loadPlatformConfig = (env: Environment): PlatformConfig => ({ ...loadConfig(env), gateway: loadGatewayConfig(env) })

/** What a process of the platform runs, opened and listening. */
export interface Platform {
  readonly runtime: Runtime
  /** Where this process listens: for clients when it is a gateway, else for the gateway. */
  readonly url: string
  /** Takes no more work, ends what is under way, closes; answers whether all of it went well. */
  close(): Promise<boolean>
}

export interface PlatformOptions {
  /** Puts something around each subgraph, such as a counter. */
  readonly wrap?: (subgraph: Subgraph) => Subgraph
}

/** How the gateway reaches the subgraphs: those of this process directly, the others where the environment says. */
const reach = (
  here: readonly Subgraph[],
  runtime: Runtime,
  { subgraphUrls }: GatewayConfig,
): { readonly transport: SubgraphTransport; readonly routes: readonly Routes[] } => {
  const isHere = (name: string): boolean => here.some(({ module }) => module.name === name)
  const elsewhere = SUBGRAPH_NAMES.filter((name) => !isHere(name)).map((name) => ({ name, url: subgraphUrls[name] ?? '' }))
  const missing = elsewhere.filter(({ url }) => url === '').map(({ name }) => `${name.toUpperCase()}_URL`)
  if (missing.length > 0) throw new ConfigError(`The gateway needs ${missing.join(', ')}`)
  const timeoutMs = SUBGRAPH_TIMEOUT_MS
  const remote = httpTransport({
    urls: Object.fromEntries(elsewhere.map(({ name, url }) => [name, url])),
    identitySecret: runtime.config.identitySecret,
    now: Date.now,
    timeoutMs,
  })
  return {
    transport: eitherTransport(inProcessTransport(here), remote, isHere),
    routes: [
      ...here.map(publicRoutesOf),
      ...elsewhere.map(({ name, url }) => forwardedRoutes(modules[name].publicPaths ?? [], { runtime, url, timeoutMs })),
    ],
  }
}

/** Opens and starts the roles that `config.run` names, on servers that are there. */
export const startPlatform = async (config: PlatformConfig, options: PlatformOptions = {}): Promise<Platform> => {
  const { wrap = (subgraph) => subgraph } = options
  const roles = parseRoles(config.run)
  const runtime = await openRuntime(config)
  const lifecycle = openLifecycle(runtime.log)
  lifecycle.onStop('runtime', () => runtime.close(), config.shutdownSeconds * 1000)
  const close = async () => (await lifecycle.stop()).clean
  try {
    const names = [...new Set([...roles.subgraphs, ...roles.workers])]
    const opened = await Promise.all(names.map(async (name) => wrap(await openSubgraph(modules[name], runtime))))
    lifecycle.onStop('subgraphs', async () => {
      await Promise.all(opened.map((subgraph) => subgraph.close()))
    })
    const answering = opened.filter((subgraph) => roles.subgraphs.includes(subgraph.module.name))
    const working = opened.filter((subgraph) => roles.workers.includes(subgraph.module.name))

    const workers = await Promise.all(working.map(({ opened: module }) => runtime.startWorkers(module.database, module.workers)))
    lifecycle.onStop('workers', async () => {
      await Promise.all(workers.map((running) => running.drain()))
    })
    const jobs = startJobs(
      working.flatMap(({ opened: module }) => module.jobs),
      runtime.log,
    )
    lifecycle.onStop('jobs', () => jobs.stop())

    if (roles.gateway) {
      const { transport, routes } = reach(answering, runtime, config.gateway)
      lifecycle.onStop('transport', () => transport.close())
      const gateway = await openGateway({
        runtime,
        config: config.gateway,
        subgraphs: transport,
        routes: [objectRoutes(runtime), ...routes],
        supergraphSdl: readSupergraph(),
      })
      lifecycle.onStop('gateway', () => gateway.close())
      const { url } = await gateway.listen(config.port, config.host)
      return { runtime, url, close }
    }
    const server = await serveHttp({
      runtime,
      async register(app) {
        for (const subgraph of answering) await app.register(subgraphPlugin(subgraph, runtime, config.gateway))
      },
    })
    lifecycle.onStop('server', () => server.close())
    return { runtime, url: server.url, close }
  } catch (error) {
    await close()
    throw error
  }
}
