import { ApolloServer, type ApolloServerPlugin } from '@apollo/server'
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled'
import type { Runtime } from '@gruppetto/runtime'
import { type DocumentNode, type FormattedExecutionResult, GraphQLError } from 'graphql'
import type { OperationContext } from '../context.ts'
import { presentError } from '../errors/present.ts'
import { statusOf } from '../errors/status.ts'
import type { Operations } from '../operations/operations.ts'
import { DocumentErrors, type Pipeline, presentErrors } from '../operations/pipeline.ts'
import type { Supergraph } from '../supergraph/supergraph.ts'
import { responseType } from './accept.ts'
import type { PersistedQueries } from './persisted-queries.ts'

export interface ApolloOptions {
  readonly runtime: Runtime
  readonly supergraph: Supergraph
  readonly operations: Operations
  readonly pipeline: Pipeline
  readonly persisted: PersistedQueries
}

const statusGiven = ({ extensions }: GraphQLError): number => {
  const { http } = extensions
  return typeof http === 'object' && http !== null && 'status' in http && typeof http.status === 'number' ? http.status : 0
}

/**
 * Apollo's "Bad Request", and what it refuses with a status and no code (persisted operations of another version, or of another text):
 * the request was not well formed, so its status stands whatever the client accepts.
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

/**
 * Apollo Server reads requests as GraphQL over HTTP says and keeps persisted operations; parsing, limits and validation are the
 * pipeline's, the same as on a websocket, so its own validation is off and its document store is a view of the prepared documents.
 */
export const apolloServer = ({
  runtime,
  supergraph,
  operations,
  pipeline,
  persisted,
}: ApolloOptions): ApolloServer<OperationContext> => {
  const { log } = runtime

  const toKeep = new WeakSet<object>()
  const plugin: ApolloServerPlugin<OperationContext> = {
    requestDidStart: async () => ({
      async didResolveSource({ source }) {
        operations.prepare(source)
      },
      async didResolveOperation({ metrics }) {
        // Apollo would keep whatever is sent for whoever sends it: what was admitted is kept below, for its caller.
        if (metrics.persistedQueryRegister === true) toKeep.add(metrics)
        metrics.persistedQueryRegister = false
      },
      async responseForOperation({ source, request, response, contextValue, metrics, queryHash }) {
        const asked = { operationName: request.operationName ?? null, variables: request.variables ?? {} }
        const refuse = (errors: ReturnType<typeof presentErrors>) => ({
          http: response.http,
          body: { kind: 'single' as const, singleResult: { errors } },
        })
        try {
          const { operation } = await pipeline.admit(operations.prepare(source), asked, contextValue)
          if (toKeep.delete(metrics) && queryHash !== undefined) void persisted.keep(queryHash, source, contextValue.caller)
          if (operation.operation !== 'subscription') return null
          throw new GraphQLError('Subscriptions go over a websocket (graphql-transport-ws).', {
            extensions: { code: 'BAD_USER_INPUT' },
          })
        } catch (error) {
          if (!(error instanceof GraphQLError || error instanceof DocumentErrors))
            log.error({ err: error }, 'an operation failed')
          return refuse(presentErrors(error, log))
        }
      },
      async willSendResponse({ request, response, errors, operation }) {
        if (response.body.kind !== 'single') return
        const result = response.body.singleResult
        const contentType = responseType(request.http?.headers.get('accept'))
        // Neither type is accepted: Apollo answers 406.
        if (contentType === null) return
        response.http.headers.set('content-type', contentType)
        // A mutation hands out tokens and keys, beside text that whoever sent it chose: compressed, its length could tell of them (BREACH).
        if (operation?.operation === 'mutation') response.http.headers.set('content-encoding', 'identity')
        const seconds = retryAfter(result)
        if (seconds !== undefined) response.http.headers.set('retry-after', seconds)
        if (errors?.some(isMalformed) !== true) response.http.status = statusOf(result, contentType)
      },
    }),
  }

  return new ApolloServer<OperationContext>({
    gateway: {
      onSchemaLoadOrUpdate: (listener) => {
        listener({ apiSchema: supergraph.schema, coreSupergraphSdl: '' })
        return () => {}
      },
      load: async () => ({
        executor: ({ document, queryHash, operationName, request, context }) =>
          supergraph.execute(
            {
              document,
              documentHash: queryHash,
              operationName: request.operationName ?? operationName,
              variables: request.variables ?? {},
            },
            // Apollo knows contexts as records; this one was made by the route.
            context as OperationContext,
          ),
      }),
      stop: async () => {},
    },
    dangerouslyDisableValidation: true,
    documentStore: {
      get: async (key): Promise<DocumentNode | undefined> => operations.documentOf(key.slice(key.lastIndexOf(':') + 1)),
      set: async () => {},
      delete: async () => {},
    },
    persistedQueries: {
      cache: {
        get: (key) => persisted.find(key.slice(key.lastIndexOf(':') + 1)),
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
      const isSpoilt = error instanceof GraphQLError && isMalformed(error) && shown.extensions?.code === 'INTERNAL_SERVER_ERROR'
      const code = isSpoilt ? 'BAD_USER_INPUT' : error instanceof GraphQLError ? error.extensions.code : undefined
      return presentError({ ...shown, extensions: { ...shown.extensions, code } }, log, error)
    },
    logger: { debug: () => {}, info: () => {}, warn: (text) => log.warn(text), error: (text) => log.error(text) },
    introspection: true,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    stopOnTerminationSignals: false,
    // Nothing a browser sends by itself proves who calls (no cookies), and GET never changes anything: there is nothing to forge.
    csrfPrevention: false,
  })
}
