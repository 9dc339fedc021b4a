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
import { type Operations, withCode } from '../operations/operations.ts'
import type { AskedDocuments } from '../registered/asked-document.ts'
import type { TrustedDocuments } from '../registered/trusted.ts'
import { responseType } from './accept.ts'
import { type AnswerOperation, headOf } from './answer-operation.ts'
import { answerText } from './answer-text.ts'

export interface ApolloOptions {
  readonly schema: GraphQLSchema
  readonly operations: Operations
  readonly answer: AnswerOperation
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

/** Stands in Apollo's document store for a document that may not run: Apollo must not parse it, and the pipeline refuses it. */
const placeholder = parse('{ __typename }')

/** Stands for the data of an answer that is kept, which is sent as it is. */
const KEPT_DATA: FormattedExecutionResult['data'] = {}

const asText = (result: FormattedExecutionResult): string => (result.data === KEPT_DATA ? '' : answerText(result))

/** Apollo adds a prefix to the hash in its cache keys. */
const hashIn = (key: string): string => key.slice(key.lastIndexOf(':') + 1)

/**
 * Apollo Server reads the requests that are not plain (see plain-operation.ts), as GraphQL over HTTP and the protocol of persisted queries
 * define them, and refuses malformed ones. It does not parse, validate or execute operations: the pipeline does, as it does for websockets.
 */
export const apolloServer = (options: ApolloOptions): ApolloServer<OperationContext> => {
  const { schema, operations, answer, documents, trusted, log } = options
  const plugin: ApolloServerPlugin<OperationContext> = {
    requestDidStart: async () => ({
      // Puts the document into the document store. Otherwise Apollo would parse it, without our limits.
      async didResolveSource({ source, contextValue }) {
        if (trusted.allows(source, contextValue.caller)) operations.prepare(source)
      },
      async responseForOperation({ source, request, response, contextValue, metrics }) {
        const { operationName = null, variables = {} } = request
        if (contextValue.found !== undefined) contextValue.found.isOperation = true
        // With the extension the pipeline would keep what Apollo has just found by its hash.
        const { extensions = {} } = metrics.persistedQueryRegister === true ? request : {}
        const { result, kept } = await answer({ query: source, extensions, operationName, variables }, contextValue)
        if (kept !== null && contextValue.found !== undefined) contextValue.found.kept = kept
        return { http: response.http, body: { kind: 'single', singleResult: result ?? { data: KEPT_DATA } } }
      },
      async willSendResponse({ request, response, errors, operation, contextValue }) {
        if (response.body.kind !== 'single') return
        const result = response.body.singleResult
        const contentType = responseType(request.http?.headers.get('accept'))
        // The client accepts neither type. Apollo answers 406.
        if (contentType === null) return
        const { status, headers } = headOf(result, contentType, contextValue)
        for (const [name, value] of Object.entries(headers)) response.http.headers.set(name, value)
        // The answer to a mutation may hold a secret token beside text that the sender chose. Compression would reveal it (BREACH).
        if (operation?.operation === 'mutation') response.http.headers.set('content-encoding', 'identity')
        if (errors?.some(isMalformed) !== true) response.http.status = status
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
