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
import { type Runtime, serveHttp } from '@gruppetto/runtime'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { GatewayConfig } from './config.ts'
import { sizeOf } from './limits/answer-size.ts'
import { answerTooLarge } from './limits/too-complex.ts'

/** Planned queries carry lists of keys: larger than what a client may send. */
const MAX_BODY_BYTES = 16 * 1024 * 1024

const isRequest = (body: unknown): body is SubgraphRequest =>
  typeof body === 'object' && body !== null && 'query' in body && typeof body.query === 'string'

const refuse = (reply: FastifyReply): null => {
  const error = { message: 'Only the gateway may call this.', extensions: { code: 'UNAUTHENTICATED' } }
  void reply.code(401).send({ errors: [error] })
  return null
}

/**
 * A subgraph's HTTP side, as a fastify plugin: POST /graphql and its routes, for callers with a signed identity and nobody else.
 * Internal routes answer `service` callers alone.
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
      scope.post('/graphql', { bodyLimit: MAX_BODY_BYTES }, async ({ body, headers, caller }, reply) => {
        if (!isRequest(body))
          return reply.code(400).send({ errors: [badUserInput([{ path: 'query', message: 'is missing' }]).toJSON()] })
        const { traceparent } = headers
        const { query, variables, operationName } = body
        const asked = { query, variables: variables ?? {}, operationName: operationName ?? undefined }
        const result = await subgraph.execute(asked, caller, typeof traceparent === 'string' ? traceparent : null)
        // It is small as long as it is not written: text that is answered many times over is in memory once.
        const isTooLarge = sizeOf(result.data, maxAnswerBytes) > maxAnswerBytes
        const answer = isTooLarge ? { data: null, errors: [answerTooLarge(maxAnswerBytes).toJSON()] } : result
        return reply.type('application/json; charset=utf-8').send(JSON.stringify(answer))
      })
    }
    mountRoutes(app, graphql, callerOf)
    mountRoutes(app, publicRoutesOf(subgraph), callerOf)
    mountRoutes(app, subgraph.opened.internalRoutes ?? (() => {}), serviceOf)
  }

export interface SubgraphServer {
  readonly url: string
  /** Takes no more requests and finishes those begun; the subgraph itself is closed by its owner. */
  close(): Promise<void>
}

/** Serves one subgraph over HTTP for a gateway in another process; resolves when it listens. */
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
    register: async (app) => {
      await app.register(subgraphPlugin(subgraph, runtime, limits))
    },
  })
