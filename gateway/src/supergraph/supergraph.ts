import { createHash } from 'node:crypto'
import { ApolloGateway } from '@apollo/gateway'
import type { QueryPlan } from '@apollo/query-planner'
import type { GatewayExecutor, GatewayGraphQLRequestContext, GatewaySchemaHash } from '@apollo/server-gateway-interface'
import { addressOf, scalarResolvers, withFieldPaths } from '@gruppetto/graph'
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
import { LRUCache } from 'lru-cache'
import type { Logger } from 'pino'
import type { GatewayConfig } from '../config.ts'
import type { OperationContext } from '../context.ts'
import { addRefusalErrors } from '../errors/refused.ts'
import { payerOf } from '../limits/rate.ts'
import { answerTooLarge } from '../limits/too-complex.ts'
import { openPlanPool } from '../planning/plan-pool.ts'
import type { SubgraphTransport } from '../transports/transport.ts'
import { type ExecutionContext, subgraphDataSource } from './data-source.ts'
import { placeErrors } from './place-errors.ts'
import { type PlannableDocument, toPlannable } from './plannable-document.ts'

export interface SupergraphRequest {
  /** Parsed and valid against `schema`; a query or a mutation. */
  readonly document: DocumentNode
  /** The SHA-256 of the document's text. Plans are cached by it. */
  readonly documentHash: string
  readonly operationName: string | null
  readonly variables: Readonly<Record<string, unknown>>
}

/** Plans and runs operations over the subgraphs. Only this file knows ApolloGateway, so another planner or executor could replace it. */
export interface Supergraph {
  /** Returns the number of plans made so far. */
  plansMade(): number
  /** The schema for clients: without @inaccessible elements, and with scalars that check their values. */
  readonly schema: GraphQLSchema
  execute(request: SupergraphRequest, context: OperationContext): Promise<ExecutionResult>
  close(): Promise<void>
}

export interface SupergraphOptions {
  readonly sdl: string
  readonly subgraphs: SubgraphTransport
  readonly limits: Pick<
    GatewayConfig,
    'subgraphTimeoutMs' | 'maxAnswerBytes' | 'maxPlanBytes' | 'maxWaitingPlans' | 'planTimeoutMs'
  >
  readonly log: Logger
}

/** Returns the key by which ApolloGateway looks up a plan. */
const planKey = ({ documentHash, operationName }: SupergraphRequest): string =>
  operationName === null || operationName === ''
    ? documentHash
    : createHash('sha256').update(documentHash).update(operationName).digest('hex')

/** Adds the checks of scalars, which composition drops. With them a wrong variable is refused before any subgraph is asked. */
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
 * Converts ApolloGateway's result to an answer. Apollo adds a note when a non-null field of an entity is missing and a parent becomes
 * null. For a nullable reference that is the right answer (the viewer may not see the entity). When all of `data` becomes null, no error
 * would say why, so one is added.
 */
const toAnswer = (result: ExecutionResult, plannable: PlannableDocument): ExecutionResult => {
  const { errors, extensions } = result
  const data = result.data ? plannable.removeAdded(result.data) : result.data
  const notes: unknown = extensions?.valueCompletion
  if (errors !== undefined && errors.length > 0) {
    return { data: data ?? null, errors: placeErrors(data, errors.map(plannable.moveError)) }
  }
  if (data !== null || !Array.isArray(notes)) return { data: data ?? null }
  const [note] = notes as GraphQLError[]
  return { data: null, errors: [new GraphQLError('The answer is not complete.', { path: note?.path ?? null })] }
}

export const openSupergraph = async (options: SupergraphOptions): Promise<Supergraph> => {
  // ApolloGateway sends telemetry unless this variable is set when it is constructed.
  process.env.APOLLO_TELEMETRY_DISABLED = 'true'
  const { log, limits } = options
  const plans = new LRUCache<string, { readonly plan: QueryPlan; readonly size: number }>({
    maxSize: limits.maxPlanBytes,
    sizeCalculation: ({ size }) => size,
  })
  const pool = openPlanPool({
    supergraphSdl: options.sdl,
    maxWaiting: limits.maxWaitingPlans,
    timeoutMs: limits.planTimeoutMs,
  })
  /** Makes an operation's plan unless it is cached. ApolloGateway would make it on this thread. */
  const ensurePlan = async (request: SupergraphRequest, { caller }: OperationContext): Promise<void> => {
    const { document, operationName } = request
    const key = planKey(request)
    if (plans.has(key)) return
    const payer = payerOf(caller, addressOf(caller))
    plans.set(key, await pool.plan(key, { document, operationName }, payer))
  }
  const quiet = { debug: () => {}, info: () => {}, warn: log.warn.bind(log), error: log.error.bind(log) }
  const gateway = new ApolloGateway({
    supergraphSdl: options.sdl,
    buildService: ({ name }) => subgraphDataSource(name, options.subgraphs, limits.subgraphTimeoutMs, log),
    logger: quiet,
    queryPlannerConfig: {
      cache: {
        get: async (key) => plans.get(key)?.plan,
        set: async () => {},
        delete: async (key) => plans.delete(key),
        clear: () => plans.clear(),
      },
    },
    __exposeQueryPlanExperimental: false,
  })
  const loaded: { executor: GatewayExecutor | null; schema?: GraphQLSchema } = await gateway.load()
  const { executor, schema } = loaded
  const plannables = new LRUCache<string, PlannableDocument>({ max: 5_000 })
  if (executor === null || schema === undefined) throw new Error('ApolloGateway did not load the supergraph')
  checkScalars(schema)
  // ApolloGateway reads only some of these fields. The others serve Apollo's reporting.
  const requestContext = (request: SupergraphRequest, context: ExecutionContext): GatewayGraphQLRequestContext => {
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
    plansMade: () => pool.made(),
    execute: async (request, context) => {
      const plannable = plannables.get(request.documentHash) ?? toPlannable(schema, request.document)
      plannables.set(request.documentHash, plannable)
      const { document } = plannable
      const asked = { ...request, document, variables: plannable.variables(request.variables) }
      try {
        await ensurePlan(asked, context)
      } catch (error) {
        const thrown = error instanceof Error ? error : new Error(String(error))
        return { errors: [thrown instanceof GraphQLError ? thrown : new GraphQLError(thrown.message, { originalError: thrown })] }
      }
      const budget = { maxBytes: limits.maxAnswerBytes, bytes: 0 }
      const result = await executor(requestContext(asked, { operation: context, budget, rows: {} }))
      if (budget.bytes > budget.maxBytes) return { data: null, errors: [answerTooLarge(budget.maxBytes)] }
      // The operation was refused before planning, for example for a variable of the wrong type. There is no answer.
      if (result.data === undefined) {
        return { ...result, errors: (result.errors ?? []).map((error) => withFieldPaths(error, document)) }
      }
      const answer = toAnswer(result, plannable)
      const { caller } = context
      if (caller.kind !== 'anonymous' || caller.refused === undefined) return answer
      const operation = getOperationAST(request.document, request.operationName)?.operation
      return addRefusalErrors(answer, operation === OperationTypeNode.QUERY, caller.refused)
    },
    close: async () => {
      await pool.close()
      await gateway.stop()
    },
  }
}
