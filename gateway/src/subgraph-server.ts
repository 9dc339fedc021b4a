import {
  badUserInput,
  type Caller,
  IDENTITY_HEADER,
  mountRoutes,
  publicRoutesOf,
  type Routes,
  type Subgraph,
  type SubgraphRequest,
  verifyIdentity,
} from '@gruppetto/graph'
import { encodingFor, type Runtime, serveHttp } from '@gruppetto/runtime'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { GatewayConfig } from './config.ts'
import { sizeOf } from './limits/answer-size.ts'
import { answerTooLarge } from './limits/too-complex.ts'
import { TIMEOUT_HEADER } from './transports/http.ts'
import { PACK_FROM_BYTES, PACKING, pack } from './transports/packed.ts'

/** Planned queries contain lists of keys, so they can be larger than a client's requests. */
const MAX_BODY_BYTES = 16 * 1024 * 1024

const isRequest = (body: unknown): body is SubgraphRequest =>
  typeof body === 'object' && body !== null && 'query' in body && typeof body.query === 'string'

const one = (header: string | string[] | undefined): string | null => (typeof header === 'string' ? header : null)

/** Returns a signal that is aborted when the gateway's time is up, or its connection has ended, before the answer is written. */
const untilNobodyWaits = (request: FastifyRequest, reply: FastifyReply): AbortSignal => {
  const controller = new AbortController()
  const milliseconds = one(request.headers[TIMEOUT_HEADER])
  const timer =
    milliseconds !== null && /^\d{1,9}$/.test(milliseconds)
      ? setTimeout(() => controller.abort(), Number(milliseconds))
      : undefined
  timer?.unref()
  reply.raw.once('close', () => {
    clearTimeout(timer)
    if (!reply.raw.writableEnded) controller.abort()
  })
  return controller.signal
}

const refuse = (reply: FastifyReply): null => {
  const error = { message: 'Only the gateway may call this.', extensions: { code: 'UNAUTHENTICATED' } }
  void reply.code(401).send({ errors: [error] })
  return null
}

/**
 * A Fastify plugin that serves one subgraph over HTTP: POST /graphql and its routes. It answers only callers with a signed identity,
 * and on internal routes only `service` callers.
 */
export const subgraphPlugin =
  (subgraph: Subgraph, runtime: Runtime, { maxAnswerBytes }: Pick<GatewayConfig, 'maxAnswerBytes'>) =>
  async (app: FastifyInstance): Promise<void> => {
    const secret = runtime.config.identitySecret
    const callerOf = (request: FastifyRequest, reply: FastifyReply): Caller | null => {
      const header = request.headers[IDENTITY_HEADER]
      return verifyIdentity(typeof header === 'string' ? header : undefined, secret, runtime.now()) ?? refuse(reply)
    }
    const serviceOf = (request: FastifyRequest, reply: FastifyReply): Caller | null => {
      const caller = callerOf(request, reply)
      return caller === null || caller.kind === 'service' ? caller : refuse(reply)
    }
    const graphql: Routes = (scope) => {
      scope.post('/graphql', { bodyLimit: MAX_BODY_BYTES }, async (request, reply) => {
        const { body, headers, caller } = request
        if (!isRequest(body))
          return reply.code(400).send({ errors: [badUserInput([{ path: 'query', message: 'is missing' }]).toJSON()] })
        const { query, variables, operationName } = body
        const asked = { query, variables: variables ?? {}, operationName: operationName ?? undefined }
        const result = await subgraph.execute(asked, caller, one(headers.traceparent), {
          signal: untilNobodyWaits(request, reply),
          requestId: request.id,
        })
        // Measured before it is serialized: a text that occurs many times in the answer is in memory only once until then.
        const isTooLarge = sizeOf(result.data, maxAnswerBytes) > maxAnswerBytes
        const answer = isTooLarge ? { data: null, errors: [answerTooLarge(maxAnswerBytes).toJSON()] } : result
        void reply.type('application/json; charset=utf-8')
        const text = JSON.stringify(answer)
        const isLong = text.length >= PACK_FROM_BYTES
        const packing = isLong ? encodingFor(one(headers['accept-encoding']) ?? undefined, [PACKING]) : null
        if (packing === null) return reply.send(text)
        return reply.header('content-encoding', packing).send(await pack(text))
      })
    }
    mountRoutes(app, graphql, callerOf)
    mountRoutes(app, publicRoutesOf(subgraph), callerOf)
    mountRoutes(app, subgraph.opened.internalRoutes ?? (() => {}), serviceOf)
  }

export interface SubgraphServer {
  readonly url: string
  /** Accepts no more requests and finishes those that have started. It does not close the subgraph. */
  close(): Promise<void>
}

/** Serves one subgraph over HTTP for a gateway in another process. Resolves when the server listens. */
export const serveSubgraph = (
  subgraph: Subgraph,
  runtime: Runtime,
  limits: Pick<GatewayConfig, 'maxAnswerBytes'>,
  port: number,
  host: string,
): Promise<SubgraphServer> =>
  serveHttp({
    runtime,
    port,
    host,
    takesRequestIds: true,
    register: async (app) => {
      await app.register(subgraphPlugin(subgraph, runtime, limits))
    },
  })
