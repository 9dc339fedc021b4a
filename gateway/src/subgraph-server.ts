import { badUserInput, type Caller, IDENTITY_HEADER, type Subgraph, type SubgraphRequest, verifyIdentity } from '@gruppetto/graph'
import { mountRoutes, type Runtime, serveHttp } from '@gruppetto/runtime'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { readLimits } from './config.ts'
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
 * Routes that are not public answer `service` callers alone.
 */
export const subgraphPlugin =
  (subgraph: Subgraph, runtime: Runtime) =>
  async (app: FastifyInstance): Promise<void> => {
    const secret = runtime.config.identitySecret
    const { maxAnswerBytes } = readLimits(process.env)
    const callerOf = (request: FastifyRequest): Caller | null => {
      const header = request.headers[IDENTITY_HEADER]
      return verifyIdentity(typeof header === 'string' ? header : undefined, secret, runtime.now())
    }

    app.post('/graphql', { bodyLimit: MAX_BODY_BYTES }, async (request, reply) => {
      const caller = callerOf(request)
      if (caller === null) {
        refuse(reply)
        return reply
      }
      if (!isRequest(request.body)) {
        return reply.code(400).send({ errors: [badUserInput([{ path: 'query', message: 'is missing' }]).toJSON()] })
      }
      const { traceparent } = request.headers
      const { query, variables, operationName } = request.body
      const asked = { query, variables: variables ?? {}, operationName: operationName ?? undefined }
      const result = await subgraph.execute(asked, caller, typeof traceparent === 'string' ? traceparent : null)
      // It is small as long as it is not written: text that is answered many times over is in memory once.
      const isTooLarge = sizeOf(result.data, maxAnswerBytes) > maxAnswerBytes
      const answer = isTooLarge ? { data: null, errors: [answerTooLarge(maxAnswerBytes).toJSON()] } : result
      return reply.type('application/json; charset=utf-8').send(JSON.stringify(answer))
    })

    await mountRoutes(app, subgraph.opened.routes, async (route, request, reply) => {
      const caller = callerOf(request)
      if (caller === null || (!route.isPublic && caller.kind !== 'service')) return refuse(reply)
      if (caller.kind === 'service') return { athleteId: null, address: null }
      return { athleteId: caller.kind === 'athlete' ? caller.athleteId : null, address: caller.address }
    })
  }

export interface SubgraphServer {
  readonly url: string
  /** Takes no more requests and finishes those begun; the subgraph itself is closed by its owner. */
  close(): Promise<void>
}

/** Serves one subgraph over HTTP for a gateway in another process; resolves when it listens. */
export const serveSubgraph = (subgraph: Subgraph, runtime: Runtime, port: number, host: string): Promise<SubgraphServer> =>
  serveHttp({
    runtime,
    port,
    host,
    register: async (app) => {
      await app.register(subgraphPlugin(subgraph, runtime))
    },
  })
