import { ApolloGateway } from '@apollo/gateway'
import type { GatewayExecutor, GatewayGraphQLRequestContext, GatewaySchemaHash } from '@apollo/server-gateway-interface'
import { scalarResolvers, withFieldPaths } from '@gruppetto/graph'
import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  isScalarType,
  Kind,
  OperationTypeNode,
} from 'graphql'
import type { Logger } from 'pino'
import type { OperationContext } from '../context.ts'
import { withRefusal } from '../errors/refused.ts'
import type { SubgraphTransport } from '../transports/transport.ts'
import { subgraphDataSource } from './data-source.ts'
import { placeErrors } from './place-errors.ts'

export interface SupergraphRequest {
  /** Parsed and valid against `schema`; a query or a mutation. */
  readonly document: DocumentNode
  /** Names the document's text: plans are kept under it. */
  readonly documentHash: string
  readonly operationName: string | null
  readonly variables: Record<string, unknown>
}

/** Plans and runs operations over the subgraphs. The only file that knows ApolloGateway, so that another planner or executor fits in its place. */
export interface Supergraph {
  /** What clients see: no @inaccessible element, scalars that check their values. */
  readonly schema: GraphQLSchema
  execute(request: SupergraphRequest, context: OperationContext): Promise<ExecutionResult>
  close(): Promise<void>
}

export interface SupergraphOptions {
  readonly sdl: string
  readonly subgraphs: SubgraphTransport
  readonly subgraphTimeoutMs: number
  readonly log: Logger
}

/** Scalars come out of composition without rules; with them a wrong variable is refused before any subgraph is asked. */
const checkScalars = (schema: GraphQLSchema): GraphQLSchema => {
  for (const type of Object.values(schema.getTypeMap())) {
    const scalar = scalarResolvers[type.name]
    if (scalar !== undefined && isScalarType(type)) {
      type.parseValue = scalar.parseValue
      type.parseLiteral = scalar.parseLiteral
    }
  }
  return schema
}

/**
 * Apollo leaves a note where a reference came back empty and a non-null field below it cut the answer. Where a reference is nullable that
 * is the answer (what the viewer may not see is null); where it took the whole of `data` along, no error would say why, so one is made.
 */
const completed = (result: ExecutionResult): ExecutionResult => {
  const { data, errors, extensions } = result
  const notes: unknown = extensions?.valueCompletion
  if (errors !== undefined && errors.length > 0) return { data: data ?? null, errors: placeErrors(data, errors) }
  if (data !== null || !Array.isArray(notes)) return { data: data ?? null }
  const [note] = notes as GraphQLError[]
  return { data: null, errors: [new GraphQLError('The answer is not complete.', { path: note?.path ?? null })] }
}

export const openSupergraph = async (options: SupergraphOptions): Promise<Supergraph> => {
  // Apollo's gateway reports to its maker unless this stands in the environment when it is constructed.
  process.env.APOLLO_TELEMETRY_DISABLED = 'true'
  const { log } = options
  const quiet = { debug: () => {}, info: () => {}, warn: log.warn.bind(log), error: log.error.bind(log) }
  const gateway = new ApolloGateway({
    supergraphSdl: options.sdl,
    buildService: ({ name }) => subgraphDataSource(name, options.subgraphs, options.subgraphTimeoutMs, log),
    logger: quiet,
    __exposeQueryPlanExperimental: false,
  })
  const loaded: { executor: GatewayExecutor | null; schema?: GraphQLSchema } = await gateway.load()
  const { executor, schema } = loaded
  if (executor === null || schema === undefined) throw new Error('ApolloGateway did not load the supergraph')
  checkScalars(schema)
  // What ApolloGateway reads of a request; the rest of the interface serves Apollo's reporting.
  const requestContext = (request: SupergraphRequest, context: OperationContext): GatewayGraphQLRequestContext => {
    const operation = getOperationAST(request.document, request.operationName) ?? {
      kind: Kind.OPERATION_DEFINITION,
      operation: OperationTypeNode.QUERY,
      selectionSet: { kind: Kind.SELECTION_SET, selections: [] },
    }
    return {
      request: {
        variables: request.variables,
        ...(request.operationName === null ? {} : { operationName: request.operationName }),
      },
      document: request.document,
      operation,
      operationName: request.operationName,
      queryHash: request.documentHash,
      source: '',
      schema,
      schemaHash: '' as GatewaySchemaHash,
      context,
      logger: quiet,
      metrics: {},
      cache: { get: async () => undefined, set: async () => {}, delete: async () => {} },
      overallCachePolicy: undefined,
    }
  }
  return {
    schema,
    execute: async (request, context) => {
      const result = await executor(requestContext(request, context))
      // Refused before planning (a variable of the wrong type): there is no answer at all.
      if (result.data === undefined) {
        return { ...result, errors: (result.errors ?? []).map((error) => withFieldPaths(error, request.document)) }
      }
      const answer = completed(result)
      const { caller } = context
      if (caller.kind !== 'anonymous' || caller.refused === undefined) return answer
      const operation = getOperationAST(request.document, request.operationName)?.operation
      return withRefusal(answer, operation === OperationTypeNode.QUERY, caller.refused)
    },
    close: () => gateway.stop(),
  }
}
