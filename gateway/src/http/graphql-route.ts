import { type ApolloServer, HeaderMap } from '@apollo/server'
import { beginTrace } from '@gruppetto/runtime'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { GraphQLError } from 'graphql'
import type { Logger } from 'pino'
import type { OperationContext } from '../context.ts'
import { presentThrown } from '../errors/present.ts'
import { statusOf } from '../errors/status.ts'
import type { GraphiqlPage } from '../graphiql/page.ts'
import type { Authenticate } from '../identity/authenticate.ts'
import type { OperationRequest } from '../operations/pipeline.ts'
import type { AskedDocuments } from '../registered/asked-document.ts'
import { JSON_TYPE, prefersEvents, prefersHtml, responseType } from './accept.ts'
import { type AnswerOperation, headOf } from './answer-operation.ts'
import { answerText } from './answer-text.ts'
import type { EventStreams } from './event-streams.ts'
import { hangUpOf } from './hang-up.ts'
import { headerText } from './header-text.ts'
import { type GraphqlParameters, withNamedDocument } from './named-document.ts'
import { plainOperationOf } from './plain-operation.ts'
import { sendAnswer } from './send-answer.ts'
import { type ServerTiming, serverTimingOf, type Timings } from './server-timing.ts'

export const GRAPHQL_PATH = '/graphql'

export interface GraphqlRouteOptions {
  readonly apollo: ApolloServer<OperationContext>
  readonly answer: AnswerOperation
  readonly authenticate: Authenticate
  readonly documents: AskedDocuments
  readonly events: EventStreams
  /** Null when GraphiQL is switched off. */
  readonly graphiql: GraphiqlPage | null
  readonly timing: ServerTiming
  readonly maxBodyBytes: number
  readonly now: () => number
  readonly log: Logger
}

const headersOf = (request: FastifyRequest): HeaderMap => {
  const headers = new HeaderMap()
  for (const [name, value] of Object.entries(request.headers)) {
    const text = headerText(value)
    // A name with a colon is no header, but part of an HTTP/2 request's first line.
    if (text !== undefined && !name.startsWith(':')) headers.set(name, text)
  }
  return headers
}

/** The headers that this gateway reads, and those with which the usual client libraries identify themselves. */
const ALLOWED_HEADERS = [
  'authorization',
  'x-api-key',
  'content-type',
  'accept',
  'if-none-match',
  'traceparent',
  'tracestate',
  'apollographql-client-name',
  'apollographql-client-version',
  'graphql-client-name',
  'graphql-client-version',
  'apollo-require-preflight',
  'x-apollo-operation-id',
  'x-apollo-operation-name',
  'x-apollo-operation-type',
].join(', ')

/** Opens the route to every origin. That is safe: only headers that the client's own code sets identify the caller, never cookies. */
const openToBrowsers = (reply: FastifyReply): void => {
  void reply.headers({
    'access-control-allow-origin': '*',
    'access-control-allow-methods': 'GET, HEAD, POST, OPTIONS',
    'access-control-allow-headers': ALLOWED_HEADERS,
    'access-control-expose-headers': 'retry-after, ratelimit, ratelimit-policy, x-request-id, etag, age, server-timing',
    'access-control-max-age': '86400',
    // The answer depends on the caller and on what the client accepts. The few that any cache may keep say so themselves.
    'cache-control': 'private, no-store',
    vary: 'accept, accept-encoding, authorization, x-api-key',
  })
}

const notAcceptable = () =>
  Object.assign(
    new Error('The answer is application/graphql-response+json, application/json or text/event-stream: accept one of them.'),
    {
      statusCode: 406,
    },
  )

/** http/apollo.ts marks answers that must not be compressed as `identity`. */
const mayCompress = (headers: HeaderMap): boolean => headers.get('content-encoding') !== 'identity'

const tellTimings = (timings: Timings | undefined, reply: FastifyReply): void => {
  if (timings !== undefined) void reply.headers({ 'server-timing': serverTimingOf(timings), 'timing-allow-origin': '*' })
}

/** GraphQL over HTTP on /graphql, and GraphiQL for browsers. */
export const graphqlRoute =
  (options: GraphqlRouteOptions) =>
  async (app: FastifyInstance): Promise<void> => {
    const { apollo, answer: answerOperation, authenticate, timing, documents, events, graphiql, now, log } = options

    app.addHook('onRequest', async (_request, reply) => openToBrowsers(reply))
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
      try {
        done(null, JSON.parse(body.toString()))
      } catch {
        done(Object.assign(new Error('The body is not JSON.'), { statusCode: 400 }), undefined)
      }
    })
    // For requests that are no GraphQL request: the body is too large, not JSON, or of another type.
    app.setErrorHandler<Error & { statusCode?: number }>((error, request, reply) => {
      const status = error.statusCode ?? 500
      const isTheirs = status >= 400 && status < 500
      const thrown = isTheirs ? new GraphQLError(error.message, { extensions: { code: 'BAD_USER_INPUT' } }) : error
      return reply
        .code(status)
        .type(responseType(request.headers.accept) ?? JSON_TYPE)
        .send(JSON.stringify({ errors: presentThrown(thrown, log, request.id) }))
    })

    const contextOf = async (contentType: string, request: FastifyRequest, reply: FastifyReply): Promise<OperationContext> => {
      const { traceparent, span } = beginTrace('graphql', headerText(request.headers.traceparent))
      try {
        const { caller } = await authenticate({
          authorization: request.headers.authorization,
          apiKey: headerText(request.headers['x-api-key']),
          address: request.ip,
          userAgent: request.headers['user-agent'],
        })
        const timings = await timing.begin(caller)
        const context = { caller, traceparent, requestId: request.id, signal: hangUpOf(reply.raw) }
        if (timings === undefined && span === null) return context
        return { ...context, ...(timings === undefined ? {} : { timings }), ...(span === null ? {} : { span }) }
      } catch (error) {
        span?.end('unauthenticated')
        if (!(error instanceof GraphQLError)) throw error
        const status = statusOf({ errors: [error.toJSON()] }, contentType)
        const headers = new HeaderMap(status === 401 ? [['www-authenticate', 'Bearer']] : [])
        throw new GraphQLError(error.message, { extensions: { ...error.extensions, http: { status, headers } } })
      }
    }

    /** Answers a well-formed request whose document is not found. */
    const refuseOperation = (contentType: string, reply: FastifyReply, error: unknown): FastifyReply => {
      const answer = { errors: presentThrown(error, log, reply.request.id) }
      return reply.code(statusOf(answer, contentType)).type(contentType).send(JSON.stringify(answer))
    }

    /** Answers an operation that a body says plainly, without Apollo, which costs more than all else that the gateway does for a small one. */
    const answerPlain = async (
      operation: OperationRequest,
      context: OperationContext,
      contentType: string,
      request: FastifyRequest,
      reply: FastifyReply,
    ): Promise<FastifyReply> => {
      const { result, kept, isMutation } = await answerOperation(operation, context)
      const { status, headers } = headOf(result, contentType, context)
      void reply.code(status).headers(headers)
      tellTimings(context.timings, reply)
      const body = kept?.body ?? Buffer.from(result === null ? '' : answerText(result))
      // See http/apollo.ts for mutations.
      return sendAnswer(request, reply, { body, contentType, mayCompress: !isMutation, kept }, now())
    }

    app.route({
      method: ['GET', 'HEAD', 'POST'],
      url: GRAPHQL_PATH,
      bodyLimit: options.maxBodyBytes,
      handler: async (request, reply) => {
        const reads = request.method !== 'POST'
        if (graphiql !== null && reads && prefersHtml(request.headers.accept)) return graphiql.send(reply)
        if (request.method !== 'HEAD' && prefersEvents(request.headers.accept)) return events.answer(request, reply)
        // Checked before anything runs: a mutation whose answer the client cannot read must not happen.
        const contentType = responseType(request.headers.accept)
        if (contentType === null) throw notAcceptable()
        let context = (): Promise<OperationContext> => contextOf(contentType, request, reply)
        const operation = reads ? null : plainOperationOf(request.body)
        if (operation !== null) {
          const asked = context()
          const known = await asked.catch(() => null)
          if (known !== null) return answerPlain(operation, known, contentType, request, reply)
          // Apollo says in its answer why there is no context.
          context = () => asked
        }
        let asked: GraphqlParameters
        try {
          const { search } = new URL(request.url, 'http://gateway')
          asked = await withNamedDocument(documents, { search, body: request.body }, !reads)
        } catch (error) {
          return refuseOperation(contentType, reply, error)
        }
        const found: NonNullable<OperationContext['found']> = {}
        const began: { context?: OperationContext } = {}
        const answer = await apollo.executeHTTPGraphQLRequest({
          httpGraphQLRequest: {
            method: reads ? 'GET' : 'POST',
            headers: headersOf(request),
            ...asked,
          },
          context: async () => {
            began.context = await context()
            return { ...began.context, found }
          },
        })
        // What Apollo refuses as malformed is no operation, and nobody else ends its part of the trace.
        if (found.isOperation !== true) began.context?.span?.end('BAD_USER_INPUT')
        tellTimings(began.context?.timings, reply)
        for (const [name, value] of answer.headers) void reply.header(name, value)
        void reply.code(answer.status ?? 200)
        // Only @defer and @stream have answers in parts, and this schema has neither.
        const text = answer.body.kind === 'complete' ? answer.body.string : ''
        void reply.removeHeader('content-encoding')
        const kept = found.kept ?? null
        const body = kept?.body ?? Buffer.from(text)
        const sentType = answer.headers.get('content-type') ?? JSON_TYPE
        return sendAnswer(request, reply, { body, contentType: sentType, mayCompress: mayCompress(answer.headers), kept }, now())
      },
    })
    app.options(GRAPHQL_PATH, async (_request, reply) => reply.code(204).send())
  }
