import { openFeatures } from '@gruppetto/features'
import { mountRoutes, type Routes } from '@gruppetto/graph'
import { type HttpServer, type Runtime, serveHttp } from '@gruppetto/runtime'
import type { FastifyInstance } from 'fastify'
import { accountPages } from './account/page.ts'
import type { GatewayConfig } from './config.ts'
import { watchGateway } from './figures/connections.ts'
import { measured, openOperationFigures } from './figures/operation-figures.ts'
import { followPage } from './follow/page.ts'
import { graphiqlPage } from './graphiql/page.ts'
import { homePage } from './home/page.ts'
import { operationAnswers } from './http/answer-operation.ts'
import { apolloServer } from './http/apollo.ts'
import { openEventStreams } from './http/event-streams.ts'
import { graphqlRoute } from './http/graphql-route.ts'
import { guardRequests } from './http/guard.ts'
import { type MoreListeners, openMoreListeners } from './http/more-listeners.ts'
import { openPersistedQueries } from './http/persisted-queries.ts'
import { routeCaller } from './http/route-caller.ts'
import { openServerTiming } from './http/server-timing.ts'
import { accessTokenVerifier } from './identity/access-tokens.ts'
import { openApiKeys } from './identity/api-keys.ts'
import { anonymousIfRefused, authenticator } from './identity/authenticate.ts'
import { openKeySet } from './identity/key-set.ts'
import { openRefusals } from './identity/refusals.ts'
import { sessionOwner, sessionRevocations } from './identity/revocations.ts'
import { openAnswers } from './kept/answers.ts'
import { localBuckets } from './limits/local-buckets.ts'
import { rateLimiter } from './limits/rate.ts'
import { openCrowds } from './live/crowds.ts'
import { openHintHub } from './live/hints.ts'
import { openSharedReads } from './live/shared-reads.ts'
import { openLive } from './live/subscribe.ts'
import { openPipeline } from './operations/pipeline.ts'
import { openMostUsed } from './planning/most-used.ts'
import { openPlanWarmer } from './planning/warm-plans.ts'
import { openAskedDocuments } from './registered/asked-document.ts'
import { openRegistered } from './registered/registered.ts'
import { trustedDocuments } from './registered/trusted.ts'
import { openGraphs } from './schema/graphs.ts'
import type { AdmissionFigures } from './sockets/admission.ts'
import { openSocketServer } from './sockets/socket-server.ts'
import type { SubgraphTransport } from './transports/transport.ts'
import { type WebApp, webApp } from './web/app.ts'

export interface GatewayOptions {
  readonly runtime: Runtime
  /** How the gateway reaches the subgraphs. The caller closes it, after the gateway. */
  readonly subgraphs: SubgraphTransport
  /** The routes for clients beside GraphQL: public routes of the subgraphs (in process or forwarded) and of the object store. */
  readonly routes: readonly Routes[]
  /** The text of schema/supergraph.graphql. */
  readonly supergraphSdl: string
  readonly config: GatewayConfig
  /** The web app at /. When absent, a page there says what this server is. */
  readonly web?: WebApp | undefined
}

export interface Gateway {
  /** Port 0 means any free port. */
  listen(port: number, host?: string): Promise<{ readonly url: string } & Pick<MoreListeners, 'h2cUrl' | 'tlsUrl'>>
  /** Uses the certificate that stands in its files now. Throws a ConfigError when it cannot. */
  renewCertificate(): void
  /**
   * Serves clients with another supergraph from now on. What has begun ends on the present one, and subscriptions that are still valid go on.
   * Returns false when it is the present one already. Throws UnusableSchema when it cannot be used; then nothing changes.
   */
  replaceSchema(supergraphSdl: string): Promise<boolean>
  /** Returns the number of open websockets. */
  sockets(): number
  /** Returns the number of open event streams. */
  streams(): number
  /** Returns how many sockets were let in, and told to come back later. */
  admission(): AdmissionFigures
  /** Returns the number of topics and keys that it listens to on the bus. */
  topics(): number
  /** Returns the number of answers that are kept or under way. */
  keptAnswers(): number
  /** Returns the number of query plans made so far. Cached plans are not made again. */
  plansMade(): number
  /** Returns how often the plan of a text that was not known had been made for another text which asks the same. */
  plansShared(): number
  /** Resolves when the plans that are made in advance are made: those of registered operations and of the most used ones. */
  warmed(): Promise<void>
  /** Accepts nothing new, closes websockets with code 1001, and finishes the requests that have started. */
  close(): Promise<void>
}

const SOCKETS_LEAVE_WITHIN_MS = 3_000

/** Opens the gateway: GraphQL over HTTP and websockets on /graphql, GraphiQL, health checks, and the subgraphs' public routes. */
export const openGateway = async (options: GatewayOptions): Promise<Gateway> => {
  const { runtime, subgraphs, config: limits } = options
  const { log, now } = runtime

  const revocations = sessionRevocations(runtime, sessionOwner(subgraphs))
  const { isRevoked } = revocations
  const verify = accessTokenVerifier(openKeySet(subgraphs, now, log), now)
  const buckets = localBuckets(now)
  const refusals = openRefusals(buckets, limits)
  const apiKeys = openApiKeys(subgraphs, runtime)
  const authenticate = authenticator({ verify, isRevoked, apiKeys, refusals, log })

  const graphs = openGraphs(options.supergraphSdl, { subgraphs, limits, log })
  const { operations, supergraph } = graphs
  // What only reads requests, and runs none, needs no other one when the supergraph is replaced.
  const { schema } = supergraph
  const charge = rateLimiter(runtime, buckets)
  const registered = openRegistered({ runtime, maxBytes: limits.maxRegisteredBytes })
  const persisted = openPersistedQueries(runtime, buckets, limits)
  const documents = openAskedDocuments(registered, persisted)
  const trusted = trustedDocuments(limits, registered, log)
  const used = openMostUsed({ runtime, maxBytes: limits.maxPersistedBytes })
  const pipeline = openPipeline({ operations, documents, persisted, trusted, used, supergraph, charge, limits, log })
  const answers = openAnswers({ runtime, graphs, execute: pipeline.execute, limits })
  const hub = openHintHub(runtime.live)
  const subscribe = openLive({
    graphs,
    execute: pipeline.execute,
    hub,
    reads: openSharedReads(hub.number),
    crowds: openCrowds(subgraphs, log),
    maxQueuedEvents: limits.maxQueuedEvents,
  })
  const figures = openOperationFigures({ graphs, registered, names: limits.metricsOperations })
  const answer = measured(operationAnswers(pipeline, answers, log), figures)
  const apollo = apolloServer({
    schema,
    operations,
    answer,
    documents,
    trusted,
    log,
  })
  await apollo.start()
  const warmer = openPlanWarmer({ operations, supergraph, log })
  await registered.lookAgain()
  // The most used first. What is registered later is planned when it is found.
  const warm = used.top().then((top) => {
    const all = () => [
      ...top.map(({ hash, text }) => ({ hash, text, publication: registered.publicationOf(hash) })),
      ...registered.documents(),
    ]
    warmer.begin(all())
    registered.onAdded((added) => warmer.add(added))
    graphs.onReplaced(() => warmer.begin(all()))
  })

  const sockets = openSocketServer({
    runtime,
    limits,
    pipeline,
    subscribe,
    authenticate,
    revocations,
    apiKeys,
    buckets,
    figures,
  })
  const events = openEventStreams({
    runtime,
    limits,
    pipeline,
    subscribe,
    authenticate: anonymousIfRefused(authenticate),
    revocations,
    apiKeys,
    buckets,
    figures,
  })
  const timing = openServerTiming(await openFeatures(runtime))
  const graphiql = limits.graphiql ? graphiqlPage() : null
  const callerOf = routeCaller({ authenticate, charge, limits })
  const register = async (app: FastifyInstance): Promise<void> => {
    guardRequests(app, buckets, limits)
    await app.register(
      graphqlRoute({
        apollo,
        answer,
        authenticate: anonymousIfRefused(authenticate),
        documents,
        events,
        timing,
        graphiql,
        maxBodyBytes: limits.maxBodyBytes,
        now,
        log,
      }),
    )
    await graphiql?.assets(app)
    if (options.web === undefined) await homePage(app, limits)
    else webApp(app, options.web, runtime.config)
    await followPage(app)
    await accountPages(app)
    for (const routes of options.routes) mountRoutes(app, routes, callerOf)
    sockets.attach(app.server)
  }

  let server: HttpServer | null = null
  let more: MoreListeners | null = null
  let closing: Promise<void> | null = null
  const close = async (): Promise<void> => {
    server?.quiesce()
    warmer.close()
    events.close()
    await sockets.close(SOCKETS_LEAVE_WITHIN_MS)
    await more?.close()
    await server?.close()
    await apollo.stop()
    answers.close()
    await graphs.close()
    registered.close()
    await used.close()
    revocations.close()
    apiKeys.close()
    unwatch()
    figures?.close()
  }
  const counts = {
    sockets: () => sockets.size(),
    streams: () => events.size(),
    admission: () => sockets.admission(),
    topics: () => hub.size(),
    plansMade: () => supergraph.plansMade(),
    plansShared: () => supergraph.plansShared(),
  }
  const unwatch = watchGateway(counts)
  return {
    ...counts,
    async listen(port, host = runtime.config.host) {
      server = await serveHttp({
        runtime,
        port,
        host,
        register,
        trustedProxies: limits.trustedProxies,
        requestTimeoutMs: limits.uploadTimeoutSeconds * 1000,
      })
      more = await openMoreListeners({ app: server.app, host, limits, attach: (secure) => sockets.attach(secure) })
      return { url: server.url, h2cUrl: more.h2cUrl, tlsUrl: more.tlsUrl }
    },
    renewCertificate: () => more?.renewCertificate(),
    replaceSchema: (sdl) => graphs.replace(sdl),
    keptAnswers: () => answers.size(),
    warmed: () => warm.then(() => warmer.idle),
    close() {
      closing ??= close()
      return closing
    },
  }
}
