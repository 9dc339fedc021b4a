import type { AddressInfo } from 'node:net'
import Fastify, { type FastifyInstance } from 'fastify'
import type { Runtime } from '../types.ts'
import { answerUnknownRoutes } from './unknown-routes.ts'

export interface HttpServerOptions {
  readonly runtime: Runtime
  readonly host?: string
  /** 0: any free one. */
  readonly port?: number
  /** More than the servers that must answer before this process is ready. */
  readonly isReady?: () => boolean | Promise<boolean>
  /** Largest body of a POST. */
  readonly bodyLimit?: number
  /** Proxies in front that write X-Forwarded-For; 0, and a client's address is the connection's. */
  readonly trustedProxies?: number
  /** Until a whole request is here, the longest upload included; 0 for no end. */
  readonly requestTimeoutMs?: number
  /** Adds what is served beside health, before the server listens. */
  readonly register?: (app: FastifyInstance) => void | Promise<void>
}

export interface HttpServer {
  readonly app: FastifyInstance
  /** `http://localhost:<port>` */
  readonly url: string
  readonly port: number
  /** Says "not ready" from now on, so that no new work is sent here, while what runs goes on. */
  quiesce(): void
  /** Takes no more connections and resolves when the requests under way are answered. */
  close(): Promise<void>
}

const mountHealth = (app: FastifyInstance, { runtime, isReady }: HttpServerOptions, isQuiet: () => boolean): void => {
  app.get('/health/live', async () => ({ status: 'live' }))
  app.get('/health/ready', async (_request, reply) => {
    const health = await runtime.health()
    const more = (await isReady?.()) ?? true
    const ready = health.mongo && health.nats && health.redis && more && !isQuiet()
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready', ...health })
  })
}

/** An HTTP server with health; the gateway and the subgraphs in processes of their own both stand on it. */
export const serveHttp = async (options: HttpServerOptions): Promise<HttpServer> => {
  const { runtime } = options
  const app = Fastify({
    bodyLimit: options.bodyLimit ?? 1_000_000,
    trustProxy: (_address: string, hop: number) => hop < (options.trustedProxies ?? 0),
    keepAliveTimeout: 65_000,
    forceCloseConnections: 'idle',
    // A long upload over a bad connection is no attack; headers must come at once.
    requestTimeout: options.requestTimeoutMs ?? 0,
    http: { headersTimeout: 15_000 },
    exposeHeadRoutes: true,
    return503OnClosing: true,
  })
  let isQuiet = false
  // A browser takes an answer for what it says it is, and nobody on the way keeps what may be one athlete's alone.
  app.addHook('onSend', async (_request, reply) => {
    void reply.header('x-content-type-options', 'nosniff')
    const isJson = /\bjson\b/.test(String(reply.getHeader('content-type') ?? ''))
    if (isJson && !reply.hasHeader('cache-control')) void reply.header('cache-control', 'private, no-store')
  })
  answerUnknownRoutes(app)
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500
    if (status >= 500) runtime.log.error({ err: error, url: request.url.split('?')[0] }, 'a request failed')
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
    close: () => app.close(),
  }
}
