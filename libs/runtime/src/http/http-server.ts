import type { AddressInfo } from 'node:net'
import Fastify, { type FastifyInstance } from 'fastify'
import type { Runtime } from '../types.ts'
import { REQUEST_ID_HEADER, requestIdOf } from './request-id.ts'
import { sendSecurityHeaders } from './security-headers.ts'
import { answerUnknownRoutes } from './unknown-routes.ts'

export interface HttpServerOptions {
  readonly runtime: Runtime
  readonly host?: string
  /** 0 means any free port. */
  readonly port?: number
  /** A condition for readiness beyond that the servers answer. */
  readonly isReady?: () => boolean | Promise<boolean>
  /** The largest body of a POST, in bytes. */
  readonly bodyLimit?: number
  /** How many proxies in front of this server write X-Forwarded-For. With 0, the client's address is the address of the connection. */
  readonly trustedProxies?: number
  /** The time limit for receiving a whole request, including the longest upload. 0 means no limit. */
  readonly requestTimeoutMs?: number
  /** Whether requests keep the `x-request-id` that they carry. By default only where a proxy is trusted. */
  readonly takesRequestIds?: boolean
  /** Mounts further routes before the server listens. */
  readonly register?: (app: FastifyInstance) => void | Promise<void>
}

export interface HttpServer {
  readonly app: FastifyInstance
  /** Such as `http://localhost:4000`. */
  readonly url: string
  readonly port: number
  /** From now on the readiness check answers "not ready", so that no new requests are sent here. Running requests go on. */
  quiesce(): void
  /** Accepts no more connections. Resolves when the running requests are answered. */
  close(): Promise<void>
}

const mountHealth = (app: FastifyInstance, { runtime, isReady }: HttpServerOptions, isQuiet: () => boolean): void => {
  app.get('/health/live', async () => ({ status: 'live' }))
  // Whether requests may be sent here. It asks none of the servers behind: while one is away, much works without it.
  app.get('/health/serving', async (_request, reply) => {
    const serving = ((await isReady?.()) ?? true) && !isQuiet()
    return reply.code(serving ? 200 : 503).send({ status: serving ? 'serving' : 'not serving' })
  })
  app.get('/health/ready', async (_request, reply) => {
    const health = await runtime.health()
    const more = (await isReady?.()) ?? true
    const ready = health.mongo && health.nats && health.redis && more && !isQuiet()
    const warnings = runtime.warnings.size === 0 ? {} : { warnings: Object.fromEntries(runtime.warnings) }
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready', ...health, ...warnings })
  })
}

/** How often a server that closes looks for connections that have become idle. */
const IDLE_CHECK_MS = 50

/** Closes connections that still answer when the server begins to close as soon as they are idle. Node would wait for their keep-alive to end. */
const closeAll = async (app: FastifyInstance): Promise<void> => {
  const check = setInterval(() => app.server.closeIdleConnections(), IDLE_CHECK_MS)
  try {
    await app.close()
  } finally {
    clearInterval(check)
  }
}

/** Starts an HTTP server with health checks. The gateway uses it, and so does each subgraph that runs in its own process. */
export const serveHttp = async (options: HttpServerOptions): Promise<HttpServer> => {
  const { runtime } = options
  const takesRequestIds = options.takesRequestIds ?? (options.trustedProxies ?? 0) > 0
  const app = Fastify({
    genReqId: ({ headers }) => requestIdOf(headers[REQUEST_ID_HEADER], takesRequestIds),
    bodyLimit: options.bodyLimit ?? 1_000_000,
    trustProxy: (_address: string, hop: number) => hop < (options.trustedProxies ?? 0),
    keepAliveTimeout: 65_000,
    forceCloseConnections: 'idle',
    // A long upload over a slow connection is not an attack, so only the headers have a time limit.
    requestTimeout: options.requestTimeoutMs ?? 0,
    http: { headersTimeout: 15_000 },
    exposeHeadRoutes: true,
    return503OnClosing: true,
  })
  let isQuiet = false
  app.addHook('onRequest', async (request, reply) => void reply.header(REQUEST_ID_HEADER, request.id))
  sendSecurityHeaders(app, runtime.config.publicUrl)
  answerUnknownRoutes(app)
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500
    if (status >= 500) {
      runtime.log.error({ err: error, url: request.url.split('?')[0], requestId: request.id }, 'a request failed')
    }
    const message = status >= 500 ? 'something went wrong on our side' : error.message
    return reply.code(status).send({ error: message })
  })
  mountHealth(app, options, () => isQuiet)
  await options.register?.(app)
  await app.listen({ host: options.host ?? runtime.config.host, port: options.port ?? runtime.config.port })
  const { port } = app.server.address() as AddressInfo
  return {
    app,
    port,
    url: `http://localhost:${port}`,
    quiesce() {
      isQuiet = true
    },
    close: () => closeAll(app),
  }
}
