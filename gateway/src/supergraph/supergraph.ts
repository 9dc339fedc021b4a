import { createHash } from 'node:crypto'
import type { QueryPlan } from '@apollo/query-planner'
import { addressOf, withFieldPaths } from '@gruppetto/graph'
import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
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
import { subgraphDataSource } from './data-source.ts'
import { placeErrors } from './place-errors.ts'
import { openPlanExecutor } from './plan-executor.ts'
import { type PlannableDocument, toPlannable } from './plannable-document.ts'

export interface SupergraphRequest {
  /** Parsed and valid against `schema`; a query or a mutation. */
  readonly document: DocumentNode
  /** The SHA-256 of the document's text. Plans are cached by it. */
  readonly documentHash: string
  readonly operationName: string | null
  readonly variables: Readonly<Record<string, unknown>>
}

/** Plans and runs operations over the subgraphs. */
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

/** Returns the key of the plan of an operation. */
const planKey = ({ documentHash, operationName }: SupergraphRequest): string =>
  operationName === null || operationName === ''
    ? documentHash
    : createHash('sha256').update(documentHash).update(operationName).digest('hex')

/**
 * Converts the executor's result to an answer. Apollo adds a note when a non-null field of an entity is missing and a parent becomes
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

export const openSupergraph = (options: SupergraphOptions): Supergraph => {
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
  /** Returns the plan of an operation. Makes it unless it is cached. */
  const planOf = async (request: SupergraphRequest, { caller }: OperationContext): Promise<QueryPlan> => {
    const { document, operationName } = request
    const key = planKey(request)
    const known = plans.get(key)
    if (known !== undefined) return known.plan
    const made = await pool.plan(key, { document, operationName }, payerOf(caller, addressOf(caller)))
    plans.set(key, made)
    return made.plan
  }
  const executor = openPlanExecutor(
    options.sdl,
    (name) => subgraphDataSource(name, options.subgraphs, limits.subgraphTimeoutMs, log),
    log,
  )
  const { schema } = executor
  const plannables = new LRUCache<string, PlannableDocument>({ max: 5_000 })
  return {
    schema,
    plansMade: () => pool.made(),
    execute: async (request, context) => {
      const plannable = plannables.get(request.documentHash) ?? toPlannable(schema, request.document)
      plannables.set(request.documentHash, plannable)
      const { document } = plannable
      const asked = { ...request, document, variables: plannable.variables(request.variables) }
      let plan: QueryPlan
      try {
        plan = await planOf(asked, context)
      } catch (error) {
        const thrown = error instanceof Error ? error : new Error(String(error))
        return { errors: [thrown instanceof GraphQLError ? thrown : new GraphQLError(thrown.message, { originalError: thrown })] }
      }
      const budget = { maxBytes: limits.maxAnswerBytes, bytes: 0 }
      const result = await executor.execute(plan, asked, { operation: context, budget, rows: {} })
      if (budget.bytes > budget.maxBytes) return { data: null, errors: [answerTooLarge(budget.maxBytes)] }
      // The operation was refused before any subgraph was asked, for example for a variable of the wrong type. There is no answer.
      if (result.data === undefined) {
        return { ...result, errors: (result.errors ?? []).map((error) => withFieldPaths(error, document)) }
      }
      const answer = toAnswer(result, plannable)
      const { caller } = context
      if (caller.kind !== 'anonymous' || caller.refused === undefined) return answer
      const operation = getOperationAST(request.document, request.operationName)?.operation
      return addRefusalErrors(answer, operation === OperationTypeNode.QUERY, caller.refused)
    },
    close: () => pool.close(),
  }
}
