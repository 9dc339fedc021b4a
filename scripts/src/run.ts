import { activities } from '@gruppetto/activities'
import { athletes } from '@gruppetto/athletes'
import { clubs } from '@gruppetto/clubs'
import { commerce } from '@gruppetto/commerce'
import {
  forwardedRoutes,
  httpTransport,
  inProcessTransport,
  openGateway,
  type SubgraphTransport,
  subgraphPlugin,
} from '@gruppetto/gateway'
import { openSubgraph, type Subgraph, type SubgraphModule, type SubgraphName } from '@gruppetto/graph'
import {
  type Config,
  ConfigError,
  type HttpRoute,
  objectRoutes,
  openLifecycle,
  openRuntime,
  type Runtime,
  serveHttp,
} from '@gruppetto/runtime'
import { social } from '@gruppetto/social'
import { startJobs } from './jobs.ts'
import { parseRoles, type Roles } from './roles.ts'

const modules: Readonly<Record<SubgraphName, SubgraphModule>> = { athletes, activities, social, clubs, commerce }

const SUBGRAPH_TIMEOUT_MS = 10_000

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

const transportOf = (roles: Roles, opened: readonly Subgraph[], config: Config): SubgraphTransport => {
  if (roles.subgraphs.length === Object.keys(modules).length) return inProcessTransport(opened)
  const urls = Object.entries(config.subgraphUrls).flatMap(([name, url]) => (url === undefined ? [] : [[name, url] as const]))
  const missing = Object.keys(modules).filter((name) => !urls.some(([known]) => known === name))
  if (missing.length > 0)
    throw new ConfigError(`The gateway needs ${missing.map((name) => `${name.toUpperCase()}_URL`).join(', ')}`)
  return httpTransport({
    urls: Object.fromEntries(urls),
    identitySecret: config.identitySecret,
    now: Date.now,
    timeoutMs: 10_000,
  })
}

/** The public routes of the subgraphs: their own where they run in this process, else passed on. */
const publicRoutes = (
  opened: readonly Subgraph[],
  { config, log, now }: Runtime,
): { routes: readonly HttpRoute[]; close(): Promise<void> } => {
  if (opened.length === Object.keys(modules).length) {
    return { routes: opened.flatMap(({ opened: module }) => module.routes), close: async () => undefined }
  }
  const { athletes: athletesUrl = '', activities: activitiesUrl = '', commerce: commerceUrl = '' } = config.subgraphUrls
  return forwardedRoutes(
    [
      { method: 'GET', path: '/.well-known/jwks.json', url: athletesUrl },
      { method: 'GET', path: '/exports/:activityId/:format', url: activitiesUrl },
      { method: 'GET', path: '/go/:productId', url: commerceUrl },
    ],
    { identitySecret: config.identitySecret, now, timeoutMs: SUBGRAPH_TIMEOUT_MS, log },
  )
}

/** Opens and starts the roles that `config.run` names, on servers that are there. `supergraphSdl` is needed where the gateway is among them. */
export const startPlatform = async (config: Config, supergraphSdl: string, options: PlatformOptions = {}): Promise<Platform> => {
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
      const transport = transportOf(roles, answering, config)
      lifecycle.onStop('transport', () => transport.close())
      const passed = publicRoutes(answering, runtime)
      lifecycle.onStop('forwarded routes', () => passed.close())
      const routes = [...objectRoutes(runtime), ...passed.routes]
      const gateway = await openGateway({ runtime, subgraphs: transport, routes, supergraphSdl })
      lifecycle.onStop('gateway', () => gateway.close())
      const { url } = await gateway.listen(config.port, config.host)
      return { runtime, url, close }
    }
    const server = await serveHttp({
      runtime,
      async register(app) {
        for (const subgraph of answering) await app.register(subgraphPlugin(subgraph, runtime))
      },
    })
    lifecycle.onStop('server', () => server.close())
    return { runtime, url: server.url, close }
  } catch (error) {
    await close()
    throw error
  }
}
