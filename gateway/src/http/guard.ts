import type { IncomingMessage } from 'node:http'
import { constants, Http2ServerRequest } from 'node:http2'
import { networkOf } from '@gruppetto/runtime'
import type { FastifyInstance } from 'fastify'
import type { GatewayConfig } from '../config.ts'
import type { LocalBuckets } from '../limits/local-buckets.ts'
import { mustWait } from '../limits/rate.ts'
import { GRAPHQL_PATH } from './graphql-route.ts'
import { refuse } from './refuse.ts'

/** How many more requests a refused one counts as. */
const MORE_FOR_REFUSED = 9

/** Closes the connection when the body does not arrive in time. Otherwise a slow client could keep it open for ever. */
const boundBody = (request: IncomingMessage | Http2ServerRequest, seconds: number): void => {
  const hasBody = request.headers['content-length'] !== undefined || request.headers['transfer-encoding'] !== undefined
  if (!hasBody) return
  const timer = setTimeout(() => {
    // With HTTP/2 the connection carries other requests too.
    if (request instanceof Http2ServerRequest) {
      request.stream.close(constants.NGHTTP2_CANCEL)
      return
    }
    request.socket.write('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
    request.socket.destroySoon()
  }, seconds * 1000)
  timer.unref()
  const stop = (): void => clearTimeout(timer)
  request.once('end', stop)
  request.once('close', stop)
}

/** Checks every request on every route before it is read, except health checks. */
export const guardRequests = (app: FastifyInstance, buckets: LocalBuckets, limits: GatewayConfig): void => {
  const ofAll = (address: string, cost: number) => ({
    key: `requests:${networkOf(address)}`,
    perMinute: limits.ratePerMinuteRequests,
    cost,
  })
  const ofRoutes = (address: string) => ({
    key: `routes:${networkOf(address)}`,
    perMinute: limits.ratePerMinuteAddress,
    cost: 1,
  })
  app.addHook('onRequest', async (request, reply) => {
    // If an orchestrator were refused, it would consider this process dead.
    if (request.url.startsWith('/health/')) return
    const isGraphql = request.url.split('?')[0] === GRAPHQL_PATH
    const waitMs = Math.max(buckets.take(ofAll(request.ip, 1)), isGraphql ? 0 : buckets.take(ofRoutes(request.ip)))
    if (waitMs > 0) return refuse(reply, mustWait(waitMs))
    boundBody(request.raw, request.method === 'PUT' ? limits.uploadTimeoutSeconds : limits.bodyTimeoutSeconds)
  })
  app.addHook('onResponse', async (request, { statusCode }) => {
    const isRefused = statusCode >= 400 && statusCode < 500 && statusCode !== 429
    if (isRefused) buckets.drain(ofAll(request.ip, MORE_FOR_REFUSED))
  })
}
