import {
  eitherTransport,
  forwardedRoutes,
  type HttpTransportOptions,
  httpTransport,
  inProcessTransport,
  leavesMachine,
  openGateway,
  type SubgraphTransport,
  watchSchemaFile,
} from '@gruppetto/gateway'
import type { GatewayConfig } from '@gruppetto/gateway/config'
import { publicRoutesOf, type Routes, SUBGRAPH_NAMES, type Subgraph } from '@gruppetto/graph'
import { ConfigError, gauge, type Lifecycle, objectRoutes, type Runtime } from '@gruppetto/runtime'
import { loadModule } from './generated/modules.ts'
import type { PlatformConfig } from './run.ts'
import { readSupergraph, readSupergraphFile } from './supergraph.ts'
import { openWebApp } from './web-app.ts'

const breakers = gauge({
  name: 'gruppetto_subgraph_breaker_state',
  meaning: 'Whether a subgraph in another process is called: 0 it is, 1 one call tries it, 2 it is left alone.',
  labels: { subgraph: 'the subgraph' },
})

const STATES = { CLOSED: 0, HALF_OPEN: 1, OPEN: 2 } as const

/** Writes to the log, and to the health check, which subgraphs are left alone since they do not answer. */
const sayState =
  ({ log, warnings }: Runtime): NonNullable<HttpTransportOptions['onState']> =>
  (subgraph, state, failures) => {
    const warning = `subgraph ${subgraph}`
    if (state === 'CLOSED') {
      warnings.delete(warning)
      log.info({ subgraph, state }, 'a subgraph answers again')
      return
    }
    const isNew = !warnings.has(warning)
    warnings.set(warning, `has not answered ${failures} times in a row, and is left alone`)
    const facts = { subgraph, state, failures }
    if (isNew) log.error(facts, 'a subgraph that does not answer is left alone')
    else log.debug(facts, 'a subgraph that does not answer is tried')
  }

/** Connects the gateway to the subgraphs: in process to those of this process, over HTTP to the others. */
const reach = async (
  here: readonly Subgraph[],
  { runtime, lifecycle }: Pick<GatewayParts, 'runtime' | 'lifecycle'>,
  config: GatewayConfig,
): Promise<{ readonly transport: SubgraphTransport; readonly routes: readonly Routes[] }> => {
  const { subgraphUrls, subgraphTimeoutMs: timeoutMs, maxAnswerBytes, packAnswers, breakerFailures, breakerRestMs } = config
  const isHere = (name: string): boolean => here.some(({ module }) => module.name === name)
  const elsewhere = SUBGRAPH_NAMES.filter((name) => !isHere(name)).map((name) => ({ name, url: subgraphUrls[name] ?? '' }))
  const missing = elsewhere.filter(({ url }) => url === '').map(({ name }) => `${name.toUpperCase()}_URL`)
  if (missing.length > 0) throw new ConfigError(`The gateway needs ${missing.join(', ')}`)
  const states = new Map<string, keyof typeof STATES>(elsewhere.map(({ name }) => [name, 'CLOSED']))
  lifecycle.onStop(
    'breakers',
    breakers.readBy(() => [...states].map(([subgraph, state]) => ({ labels: { subgraph }, value: STATES[state] }))),
  )
  const say = sayState(runtime)
  const remote = httpTransport({
    urls: Object.fromEntries(elsewhere.map(({ name, url }) => [name, url])),
    identitySecret: runtime.config.identitySecret,
    now: Date.now,
    timeoutMs,
    maxAnswerBytes,
    isPacked: (url) => packAnswers && leavesMachine(url),
    breakerFailures,
    breakerRestMs,
    onState: (subgraph, state, failures) => {
      states.set(subgraph, state)
      say(subgraph, state, failures)
    },
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
  const { transport, routes } = await reach(here, { runtime, lifecycle }, config.gateway)
  lifecycle.onStop('transport', () => transport.close())
  const { supergraphFile, supergraphCheckSeconds } = config.gateway
  const gateway = await openGateway({
    runtime,
    config: config.gateway,
    subgraphs: transport,
    routes: [objectRoutes(runtime), ...routes],
    supergraphSdl: supergraphFile === undefined ? readSupergraph() : readSupergraphFile(supergraphFile),
    web: await openWebApp(runtime, config.gateway),
  })
  lifecycle.onStop('gateway', () => gateway.close())
  const { url, h2cUrl, tlsUrl } = await gateway.listen(config.port, config.host)
  if (h2cUrl !== null) runtime.log.info({ url: h2cUrl }, 'HTTP/2 without TLS')
  if (tlsUrl !== null) runtime.log.info({ url: tlsUrl }, 'HTTP/2 and HTTP/1.1 over TLS')
  const schemaFile =
    supergraphFile === undefined
      ? null
      : watchSchemaFile({
          runtime,
          file: supergraphFile,
          everyMs: supergraphCheckSeconds * 1000,
          replace: (next) => gateway.replaceSchema(next),
        })
  // Elsewhere SIGHUP ends the process, as it does where a terminal is closed.
  if (schemaFile === null && tlsUrl === null) return url
  const lookAgain = (): void => {
    void schemaFile?.look()
    try {
      gateway.renewCertificate()
    } catch (error) {
      runtime.log.error({ err: error }, 'the certificate from before stays')
    }
  }
  process.on('SIGHUP', lookAgain)
  lifecycle.onStop('files', () => {
    process.off('SIGHUP', lookAgain)
    schemaFile?.close()
  })
  return url
}
