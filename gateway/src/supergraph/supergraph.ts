import { createHash } from 'node:crypto'
import { type Engine, type EngineResult, openEngine, type PreparedOperation } from '@gruppetto/federation'
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
import { measuredCaller } from '../figures/subgraph-calls.ts'
import { payerOf } from '../limits/rate.ts'
import { openPlanGate } from '../planning/plan-gate.ts'
import type { SubgraphTransport } from '../transports/transport.ts'
import { checkScalars } from './check-scalars.ts'
import { type PlannableDocument, toPlannable } from './plannable-document.ts'
import { type ExecutionContext, subgraphCaller } from './subgraph-caller.ts'

export interface SupergraphRequest {
  /** Parsed and valid against `schema`; a query or a mutation. */
  readonly document: DocumentNode
  /** The SHA-256 of the document's text. Plans are cached by it. */
  readonly documentHash: string
  readonly operationName: string | null
  readonly variables: Readonly<Record<string, unknown>>
  /** The id of the supergraph that it was admitted on, where there are several. */
  readonly graphId?: string
}

/** An operation, to be planned. */
export type Plannable = Omit<SupergraphRequest, 'variables'>

/** Plans and runs operations over the subgraphs. */
export interface Supergraph {
  /** Returns the number of plans made so far. */
  plansMade(): number
  /** The schema for clients: without @inaccessible elements, and with scalars that check their values. */
  readonly schema: GraphQLSchema
  readonly subgraphNames: readonly string[]
  /** Returns up to so many operations that have a plan, the one that was asked for last first. */
  recent(count: number): readonly Plannable[]
  execute(request: SupergraphRequest, context: OperationContext): Promise<ExecutionResult>
  /**
   * Plans an operation that nobody has asked for yet: for all values of its conditions if these are two at most, else with the default values of its
   * variables. Rejects when there is no plan.
   */
  plan(request: Plannable): Promise<void>
  close(): Promise<void>
}

export interface SupergraphOptions {
  readonly sdl: string
  readonly subgraphs: SubgraphTransport
  readonly limits: Pick<
    GatewayConfig,
    | 'subgraphTimeoutMs'
    | 'operationTimeoutMs'
    | 'maxAnswerBytes'
    | 'maxEntities'
    | 'maxPlanBytes'
    | 'maxWaitingPlans'
    | 'planTimeoutMs'
  >
  readonly log: Logger
}

/** An operation that is planned, with what its document needs in addition. */
interface Planned {
  readonly prepared: PreparedOperation<ExecutionContext>
  readonly plannable: PlannableDocument
  readonly request: Plannable
}

/** An operation with so many conditions at most is planned in advance for all of their values. */
const MOST_CONDITIONS = 2

/** Whose turn it is at the planner when plans are made in advance. */
const IN_ADVANCE = 'in advance'

/** Returns the key of the plan of an operation. */
const planKey = ({ documentHash, operationName }: Plannable): string =>
  operationName === null || operationName === ''
    ? documentHash
    : createHash('sha256').update(documentHash).update(operationName).digest('hex')

const isRateLimited = (error: unknown): boolean => error instanceof GraphQLError && error.extensions.code === 'RATE_LIMITED'

const asError = (thrown: unknown): GraphQLError => {
  if (thrown instanceof GraphQLError) return thrown
  const originalError = thrown instanceof Error ? thrown : new Error(String(thrown))
  return new GraphQLError(originalError.message, { originalError })
}

const toAnswer = ({ data, errors }: EngineResult, plannable: PlannableDocument): ExecutionResult => {
  const shown = data ? plannable.removeAdded(data) : (data ?? null)
  if (errors === undefined) return { data: shown }
  const moved = errors.map(({ message, path, extensions }) =>
    plannable.moveError(new GraphQLError(message, { path: path ?? null, extensions: extensions ?? null })),
  )
  return { data: shown, errors: moved }
}

export const openSupergraph = ({ sdl, subgraphs, limits, log }: SupergraphOptions): Supergraph => {
  const { maxAnswerBytes, maxEntities, subgraphTimeoutMs, operationTimeoutMs } = limits
  const subgraphNames: string[] = []
  const engine: Engine<ExecutionContext> = openEngine({
    supergraphSdl: sdl,
    subgraphs: (name) => {
      subgraphNames.push(name)
      return measuredCaller(name, subgraphCaller(name, { transport: subgraphs, maxAnswerBytes, subgraphTimeoutMs, log }))
    },
    // The callers keep it.
    timeoutMs: null,
    limits: { maxBytes: maxAnswerBytes, maxEntities },
    planTimeoutMs: limits.planTimeoutMs,
  })
  const { schema } = engine
  checkScalars(schema)
  const gate = openPlanGate({ maxWaiting: limits.maxWaitingPlans, timeoutMs: limits.planTimeoutMs })
  const planned = new LRUCache<string, Planned>({
    maxSize: limits.maxPlanBytes,
    sizeCalculation: ({ prepared }) => prepared.size(),
  })
  const underWay = new Map<string, Promise<Planned>>()

  const prepare = async (key: string, { document, documentHash, operationName }: Plannable, payer: string): Promise<Planned> => {
    const plannable = toPlannable(schema, document)
    const prepared = await gate.pass(key, payer, () => engine.prepare(plannable.document, operationName || null))
    const made = { prepared, plannable, request: { document, documentHash, operationName } }
    planned.set(key, made)
    return made
  }
  /** Returns the operation with its plan. Equal operations that come at once are planned once. */
  const plannedOf = (key: string, request: Plannable, payer: string): Planned | Promise<Planned> => {
    const known = planned.get(key)
    if (known !== undefined) return known
    // Another caller who asked first may lose the place in the queue. That is no fault of this one.
    const asked = underWay.get(key)
    if (asked !== undefined)
      return asked.catch((error) => (isRateLimited(error) ? plannedOf(key, request, payer) : Promise.reject(error)))
    const preparing = prepare(key, request, payer).finally(() => underWay.delete(key))
    underWay.set(key, preparing)
    return preparing
  }

  return {
    schema,
    subgraphNames,
    plansMade: () => gate.made(),
    recent: (count) => [...planned.values()].slice(0, count).map(({ request }) => request),
    execute: async (request, context) => {
      const startedMs = performance.now()
      const deadlineMs = startedMs + operationTimeoutMs
      const key = planKey(request)
      const { caller } = context
      const payer = payerOf(caller, addressOf(caller))
      let result: EngineResult
      let known: Planned
      try {
        known = await plannedOf(key, request, payer)
        const { prepared } = known
        const { variables } = request
        if (!prepared.isPlanned(variables)) {
          await gate.pass(key, payer, () => prepared.plan(variables))
          // It has grown by a plan.
          planned.set(key, known)
        }
        const { signal, timings } = context
        if (timings !== undefined) {
          timings.lastMs = performance.now()
          timings.planMs += timings.lastMs - startedMs
        }
        const gives = prepared.kind === 'query' && signal !== undefined ? { signal } : {}
        result = await prepared.execute({ variables, context: { ...context, deadlineMs }, ...gives })
        if (timings !== undefined) timings.completionMs += performance.now() - timings.lastMs
      } catch (error) {
        return { errors: [asError(error)] }
      }
      // The operation was refused before any subgraph was asked, for example for a variable of the wrong type. There is no answer.
      if (result.data === undefined) {
        return { errors: (result.errors ?? []).map((error) => withFieldPaths(asError(error), known.plannable.document)) }
      }
      const answer = toAnswer(result, known.plannable)
      if (caller.kind !== 'anonymous' || caller.refused === undefined) return answer
      const operation = getOperationAST(request.document, request.operationName)?.operation
      return addRefusalErrors(answer, operation === OperationTypeNode.QUERY, caller.refused)
    },
    plan: async (request) => {
      const key = planKey(request)
      const known = await plannedOf(key, request, IN_ADVANCE)
      const { prepared } = known
      const { length } = prepared.conditions
      if (length > 0 && length <= MOST_CONDITIONS) await gate.pass(key, IN_ADVANCE, () => prepared.planEach())
      else if (!prepared.isPlanned({})) await gate.pass(key, IN_ADVANCE, () => prepared.plan({}))
      else return
      // It has grown by plans.
      planned.set(key, known)
    },
    close: async () => {
      gate.close()
      engine.close()
    },
  }
}
