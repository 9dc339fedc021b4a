import { type GatewayConfig, loadGatewayConfig } from '@gruppetto/gateway/config'
import { subgraphPlugin } from '@gruppetto/gateway/subgraph-server'
import { openSubgraph, type Subgraph, type SubgraphName } from '@gruppetto/graph'
import {
  type Config,
  type Environment,
  loadConfig,
  openLifecycle,
  openLog,
  openRuntime,
  openTraces,
  type Runtime,
  serveHttp,
  serveMetrics,
} from '@gruppetto/runtime'
import { loadModule } from './generated/modules.ts'
import { startJobs } from './jobs.ts'
import { parseRoles, type Roles } from './roles.ts'

/** The configuration of a process of the platform, including the gateway's. */
export interface PlatformConfig extends Config {
  readonly gateway: GatewayConfig
}

/** Reads the configuration from the environment. Throws a ConfigError that names each wrong value. */
export const loadPlatformConfig = (env: Environment): PlatformConfig => ({ ...loadConfig(env), gateway: loadGatewayConfig(env) })

/** The running roles of a process. */
export interface Platform {
  readonly runtime: Runtime
  /** The URL of this process, for clients when it is a gateway, otherwise for the gateway. */
  readonly url: string
  /** Where Prometheus reads the metrics of this process; null when they are off. */
  readonly metricsUrl: string | null
  /** Takes no more work, finishes the running work, and closes. Returns whether all of it succeeded. */
  close(): Promise<boolean>
}

export interface PlatformOptions {
  /** Wraps each subgraph, for example in a counter. */
  readonly wrap?: (subgraph: Subgraph) => Subgraph
  /** The clock, the machine's unless a test moves it. */
  readonly now?: () => number
}

const subgraphsOf = ({ subgraphs, workers }: Roles): SubgraphName[] => [...new Set([...subgraphs, ...workers])]

/** Loads the code that `startPlatform` needs for these roles, for a process that has something to wait for meanwhile. */
export const loadCode = async (roles: Roles): Promise<void> => {
  await Promise.all([
    ...subgraphsOf(roles).map((name) => loadModule[name]()),
    ...(roles.gateway ? [import('./run-gateway.ts')] : []),
    ...(roles.lake ? [import('./run-lake.ts')] : []),
  ])
}

/** Starts the roles of `config.run` on running servers. */
export const startPlatform = async (config: PlatformConfig, options: PlatformOptions = {}): Promise<Platform> => {
  const { wrap = (subgraph) => subgraph, now = Date.now } = options
  const roles = parseRoles(config.run)
  const log = openLog(config)
  const lifecycle = openLifecycle(log)
  const { metricsPort: port, metricsHost: host } = config
  // Before anything is opened that is measured.
  const metrics = port === undefined ? null : await serveMetrics({ port, host, log })
  if (metrics !== null) lifecycle.onStop('metrics', () => metrics.close())
  const metricsUrl = metrics?.url ?? null
  const { otelExporterOtlpEndpoint: endpoint, otelTracesSamplerArg: ratio } = config
  if (endpoint !== undefined) lifecycle.onStop('traces', await openTraces({ endpoint, ratio, run: config.run, log }))
  const close = async () => (await lifecycle.stop()).clean
  const runtime = await openRuntime(config, { now, log }).catch(async (error: unknown) => {
    await close()
    throw error
  })
  lifecycle.onStop('runtime', () => runtime.close(), config.shutdownSeconds * 1000)
  try {
    const opened = await Promise.all(
      subgraphsOf(roles).map(async (name) => wrap(await openSubgraph(await loadModule[name](), runtime))),
    )
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

    if (roles.lake) {
      const { startLake } = await import('./run-lake.ts')
      await startLake(runtime, lifecycle)
    }
    if (roles.gateway) {
      const { startGateway } = await import('./run-gateway.ts')
      return { runtime, url: await startGateway({ config, runtime, lifecycle, here: answering }), metricsUrl, close }
    }
    const server = await serveHttp({
      runtime,
      takesRequestIds: true,
      async register(app) {
        for (const subgraph of answering) await app.register(subgraphPlugin(subgraph, runtime, config.gateway))
      },
    })
    lifecycle.onStop('server', () => server.close())
    return { runtime, url: server.url, metricsUrl, close }
  } catch (error) {
    await close()
    throw error
  }
}
