import { composeServices } from '@apollo/composition'
import { publicRoutesOf, type Subgraph } from '@gruppetto/graph'
import { type TestRuntime, testRuntime } from '@gruppetto/testing'
import { parse } from 'graphql'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import type { Logger } from 'pino'
import { type GatewayConfig, loadGatewayConfig } from '../../src/config.ts'
import { type Gateway, type GatewayOptions, inProcessTransport, openGateway, type SubgraphTransport } from '../../src/module.ts'
import { type Data, emptyData, ids, openSubgraphs, typeDefs } from './subgraphs.ts'

/** Composes the supergraph of the small subgraphs, of which some have other types. */
export const composed = (changed: Partial<Record<keyof typeof typeDefs, string>> = {}): string => {
  const services = Object.entries({ ...typeDefs, ...changed }).map(([name, sdl]) => ({
    name,
    url: `http://${name}`,
    typeDefs: parse(sdl),
  }))
  const result = composeServices(services)
  if (result.errors !== undefined) throw new Error(result.errors.map((error) => error.message).join('\n'))
  return result.supergraphSdl
}

export interface TokenOptions {
  readonly athleteId?: string
  readonly sessionId?: string
  readonly secondsLeft?: number
  readonly issuer?: string
  readonly audience?: string
  readonly kid?: string
}

export interface World {
  readonly runtime: TestRuntime
  readonly data: Data
  readonly subgraphs: readonly Subgraph[]
  readonly gateway: Gateway
  /** http://localhost:<port>/graphql */
  readonly url: string
  readonly origin: string
  readonly h2cUrl: string | null
  readonly tlsUrl: string | null
  /** Opens another gateway over the same subgraphs and servers, as a second process would. Returns its URL, and what closes it. */
  another(): Promise<{ readonly url: string; close(): Promise<void> }>
  /** The subgraphs whose calls fail. */
  readonly down: Set<string>
  /** Signs tokens with a new key from now on, as after a key rotation. */
  rotate(): Promise<void>
  token(options?: TokenOptions): Promise<string>
  close(): Promise<void>
}

export interface WorldOptions {
  /** Overrides the default settings. */
  readonly config?: Partial<GatewayConfig>
  readonly transport?: (subgraphs: readonly Subgraph[], runtime: TestRuntime) => Promise<SubgraphTransport>
  readonly routes?: (subgraphs: readonly Subgraph[], runtime: TestRuntime) => GatewayOptions['routes']
  readonly now?: () => number
  readonly log?: Logger
  /** Prepares the runtime before the gateway opens, and returns the one that it gets. */
  readonly prepare?: (runtime: TestRuntime) => Promise<TestRuntime>
  readonly supergraphSdl?: string
  /** Further environment variables of the runtime. */
  readonly env?: Readonly<Record<string, string>>
}

/** Opens a gateway over small subgraphs, on the servers of the test run. */
export const openWorld = async (options: WorldOptions = {}): Promise<World> => {
  const { now, log, env } = options
  const runtime = await testRuntime({
    ...(now === undefined ? {} : { now }),
    ...(log === undefined ? {} : { log }),
    ...(env === undefined ? {} : { env }),
  })
  const data = emptyData()
  const keys: { kid: string; pair: Awaited<ReturnType<typeof generateKeyPair>>; jwk: object }[] = []
  const rotate = async () => {
    const pair = await generateKeyPair('EdDSA', { extractable: true })
    const kid = `key-${keys.length}`
    keys.push({ kid, pair, jwk: { ...(await exportJWK(pair.publicKey)), kid, alg: 'EdDSA', use: 'sig' } })
  }
  await rotate()
  const subgraphs = await openSubgraphs(runtime, data, () => ({ keys: keys.map(({ jwk }) => jwk) }))
  const inner = await (options.transport?.(subgraphs, runtime) ?? inProcessTransport(subgraphs))
  const down = new Set<string>()
  const refuse = (name: string) => {
    if (down.has(name)) throw new Error(`connect ECONNREFUSED 10.0.0.7 (${name})`)
  }
  const transport: SubgraphTransport = {
    isHere: (name) => inner.isHere(name),
    execute: async (name, ...rest) => {
      refuse(name)
      return inner.execute(name, ...rest)
    },
    callRoute: async (name, call) => {
      refuse(name)
      return inner.callRoute(name, call)
    },
    close: () => inner.close(),
  }
  const supergraphSdl = options.supergraphSdl ?? composed()
  const prepared = (await options.prepare?.(runtime)) ?? runtime
  const open = () =>
    openGateway({
      runtime: prepared,
      subgraphs: transport,
      routes: options.routes?.(subgraphs, runtime) ?? subgraphs.map(publicRoutesOf),
      config: { ...loadGatewayConfig({}), ...options.config },
      supergraphSdl,
    })
  const gateway = await open()
  const { url: origin, h2cUrl, tlsUrl } = await gateway.listen(0, '127.0.0.1')
  return {
    runtime,
    data,
    subgraphs,
    gateway,
    down,
    origin,
    h2cUrl,
    tlsUrl,
    url: `${origin}/graphql`,
    async another() {
      const second = await open()
      const { url } = await second.listen(0, '127.0.0.1')
      return { url: `${url}/graphql`, close: () => second.close() }
    },
    rotate,
    async token(token = {}) {
      const key = keys.at(-1)
      if (key === undefined) throw new Error('no key')
      const nowSeconds = runtime.now() / 1000
      return new SignJWT({ sid: token.sessionId ?? ids.session() })
        .setProtectedHeader({ alg: 'EdDSA', kid: token.kid ?? key.kid })
        .setSubject(token.athleteId ?? ids.athlete())
        .setIssuer(token.issuer ?? 'gruppetto')
        .setAudience(token.audience ?? 'gruppetto')
        .setExpirationTime(Math.floor(nowSeconds + (token.secondsLeft ?? 900)))
        .sign(key.pair.privateKey)
    },
    async close() {
      await gateway.close()
      await transport.close()
      await runtime.close()
    },
  }
}
