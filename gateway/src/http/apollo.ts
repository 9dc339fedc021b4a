import { ApolloServer, type ApolloServerPlugin } from '@apollo/server'
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled'
import { type FormattedExecutionResult, GraphQLError, type GraphQLSchema, parse } from 'graphql'
import type { Logger } from 'pino'
import type { OperationContext } from '../context.ts'
import { presentThrown } from '../errors/present.ts'
import { statusOf } from '../errors/status.ts'
import type { Answers } from '../kept/answers.ts'
import { rateHeaders } from '../limits/rate-headers.ts'
import { type Operations, withCode } from '../operations/operations.ts'
import type { OperationRequest, Pipeline } from '../operations/pipeline.ts'
import type { AskedDocuments } from '../registered/asked-document.ts'
import type { TrustedDocuments } from '../registered/trusted.ts'
import { responseType } from './accept.ts'

export interface ApolloOptions {
  readonly schema: GraphQLSchema
  readonly operations: Operations
  readonly pipeline: Pipeline
  readonly answers: Answers
  readonly documents: AskedDocuments
  readonly trusted: TrustedDocuments
  readonly log: Logger
}

const statusGiven = ({ extensions }: GraphQLError): number => {
  const { http } = extensions
  return typeof http === 'object' && http !== null && 'status' in http && typeof http.status === 'number' ? http.status : 0
}

/**
 * Whether Apollo refused the request as malformed: with "Bad Request", or with a status and no code (a persisted operation of another
 * version or with another text). Then Apollo's status stays, whatever media type the client accepts.
 */
const isMalformed = (error: GraphQLError): boolean => {
  const { code } = error.extensions
  const status = statusGiven(error)
  return code === 'BAD_REQUEST' || (code === undefined && status >= 400 && status < 500)
}

const retryAfter = (result: FormattedExecutionResult): string | undefined => {
  const seconds = result.errors?.find((error) => error.extensions?.code === 'RATE_LIMITED')?.extensions?.retryAfterSeconds
  return seconds === undefined ? undefined : String(seconds)
}

/** Stands in Apollo's document store for a document that may not run: Apollo must not parse it, and the pipeline refuses it. */
const placeholder = parse('{ __typename }')

/** Stands for the data of an answer that is kept, which is sent as it is. */
const KEPT_DATA: FormattedExecutionResult['data'] = {}

const asText = (result: FormattedExecutionResult): string => (result.data === KEPT_DATA ? '' : `${JSON.stringify(result)}\n`)

/** Apollo adds a prefix to the hash in its cache keys. */
const hashIn = (key: string): string => key.slice(key.lastIndexOf(':') + 1)

/**
 * Apollo Server reads requests as GraphQL over HTTP and the protocol of persisted queries define them, and refuses malformed ones. It
 * does not parse, validate or execute operations: the pipeline does, as it does for websockets.
 */
export const apolloServer = (options: ApolloOptions): ApolloServer<OperationContext> => {
  const { schema, operations, pipeline, answers, documents, trusted, log } = options
  const answer = async (request: OperationRequest, context: OperationContext): Promise<FormattedExecutionResult> => {
    try {
      const operation = await pipeline.admit(request, context)
      if (operation.operation.operation !== 'subscription') {
        const outcome = await answers.execute(operation, request.variables, context)
        if ('result' in outcome) return outcome.result
        if (context.found !== undefined) context.found.kept = outcome.kept
        return { data: KEPT_DATA }
      }
      throw new GraphQLError(
        'Subscriptions go over a websocket (graphql-transport-ws), or as events (Accept: text/event-stream).',
        {
          extensions: { code: 'BAD_USER_INPUT' },
        },
      )
    } catch (error) {
      return { errors: presentThrown(error, log, context.requestId) }
    }
  }

  const plugin: ApolloServerPlugin<OperationContext> = {
    requestDidStart: async () => ({
      // Puts the document into the document store. Otherwise Apollo would parse it, without our limits.
      async didResolveSource({ source, contextValue }) {
        if (trusted.allows(source, contextValue.caller)) operations.prepare(source)
      },
      async responseForOperation({ source, request, response, contextValue, metrics }) {
        const { operationName = null, variables = {} } = request
        // With the extension the pipeline would keep what Apollo has just found by its hash.
        const { extensions = {} } = metrics.persistedQueryRegister === true ? request : {}
        const singleResult = await answer({ query: source, extensions, operationName, variables }, contextValue)
        return { http: response.http, body: { kind: 'single', singleResult } }
      },
      async willSendResponse({ request, response, errors, operation, contextValue }) {
        if (response.body.kind !== 'single') return
        const result = response.body.singleResult
        const contentType = responseType(request.http?.headers.get('accept'))
        // The client accepts neither type. Apollo answers 406.
        if (contentType === null) return
        response.http.headers.set('content-type', contentType)
        // The answer to a mutation may hold a secret token beside text that the sender chose. Compression would reveal it (BREACH).
        if (operation?.operation === 'mutation') response.http.headers.set('content-encoding', 'identity')
        for (const [name, value] of Object.entries(contextValue.rate ? rateHeaders(contextValue.rate) : {})) {
          response.http.headers.set(name, value)
        }
        const seconds = retryAfter(result)
        if (seconds !== undefined) response.http.headers.set('retry-after', seconds)
        if (errors?.some(isMalformed) !== true) response.http.status = statusOf(result, contentType)
      },
    }),
  }

  return new ApolloServer<OperationContext>({
    schema,
    dangerouslyDisableValidation: true,
    documentStore: {
      get: async (key) => operations.documentOf(hashIn(key)) ?? placeholder,
      set: async () => {},
      delete: async () => {},
    },
    persistedQueries: {
      cache: {
        get: (key) => documents.find(hashIn(key)),
        // Apollo would store any text for any caller. The pipeline decides instead.
        set: async () => {},
        delete: async () => false,
      },
    },
    plugins: [
      plugin,
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
    formatError: (shown, error) => {
      const isTheirs = error instanceof GraphQLError && isMalformed(error)
      const [presented = shown] = presentThrown(isTheirs ? withCode(error, 'BAD_USER_INPUT') : error, log)
      return presented
    },
    logger: { debug: () => {}, info: () => {}, warn: (text) => log.warn(text), error: (text) => log.error(text) },
    stringifyResult: asText,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    stopOnTerminationSignals: false,
    // Callers are identified by headers, never by cookies, and GET changes nothing. So there is nothing to forge.
    csrfPrevention: false,
  })
}
