import {
  eitherTransport,
  forwardedRoutes,
  httpTransport,
  inProcessTransport,
  openGateway,
  type SubgraphTransport,
} from '@gruppetto/gateway'
import type { GatewayConfig } from '@gruppetto/gateway/config'
import { publicRoutesOf, type Routes, SUBGRAPH_NAMES, type Subgraph } from '@gruppetto/graph'
import { ConfigError, type Lifecycle, objectRoutes, type Runtime } from '@gruppetto/runtime'
import { loadModule } from './generated/modules.ts'
import type { PlatformConfig } from './run.ts'
import { readSupergraph } from './supergraph.ts'

const SUBGRAPH_TIMEOUT_MS = 10_000

/** Connects the gateway to the subgraphs: in process to those of this process, over HTTP to the others. */
const reach = async (
  here: readonly Subgraph[],
  runtime: Runtime,
  { subgraphUrls }: GatewayConfig,
): Promise<{ readonly transport: SubgraphTransport; readonly routes: readonly Routes[] }> => {
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
  const forwarded = elsewhere.map(async ({ name, url }) => {
    const { publicPaths = [] } = await loadModule[name]()
    return forwardedRoutes(publicPaths, { runtime, url, timeoutMs })
  })
  return {
    transport: eitherTransport(inProcessTransport(here), remote, isHere),
    routes: [...here.map(publicRoutesOf), ...(await Promise.all(forwarded))],
  }
}

interface GatewayParts {
  readonly config: PlatformConfig
  readonly runtime: Runtime
  readonly lifecycle: Lifecycle
  /** The subgraphs that answer in this process. */
  readonly here: readonly Subgraph[]
}

/** Opens the gateway and closes it with the lifecycle. Resolves with its URL when it listens. */
export const startGateway = async ({ config, runtime, lifecycle, here }: GatewayParts): Promise<string> => {
  const { transport, routes } = await reach(here, runtime, config.gateway)
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
  return url
}
