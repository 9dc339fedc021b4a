import { createHash } from 'node:crypto'
import { type Engine, type EngineResult, type InTurn, openEngine, type PreparedOperation } from '@gruppetto/federation'
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
import { type Additions, toPlannable } from './plannable-document.ts'
import { type ExecutionContext, subgraphCaller } from './subgraph-caller.ts'

export interface SupergraphRequest {
  /** Parsed and valid against `schema`; a query or a mutation. */
  readonly document: DocumentNode
  /** The SHA-256 of the document's text. */
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
  /** Returns how often the plan of a text that was not known had been made for another text which asks the same. */
  plansShared(): number
  /** The schema for clients: without @inaccessible elements, and with scalars that check their values. */
  readonly schema: GraphQLSchema
  readonly subgraphNames: readonly string[]
  /** Returns up to so many operations that have a plan, the one that was asked for last first, and one of those that share a plan. */
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

/** An operation in the words of one text. Its document is larger than all else, and kept by who has read it. */
interface Known extends Omit<Plannable, 'document'> {
  readonly prepared: PreparedOperation<ExecutionContext>
  readonly additions: Additions
  readonly document: WeakRef<DocumentNode>
}

/** An operation with so many conditions at most is planned in advance for all of their values. */
const MOST_CONDITIONS = 2

/** Whose turn it is at the planner when plans are made in advance. */
const IN_ADVANCE = 'in advance'

/** Of the memory that plans may take, operations in the words of their texts have this part. */
const SHARE_OF_TEXTS = 1 / 4

/** Returns the key of an operation in the words of its text. */
const textKey = ({ documentHash, operationName }: Plannable): string =>
  operationName === null || operationName === ''
    ? documentHash
    : createHash('sha256').update(documentHash).update(operationName).digest('hex')

const isRateLimited = (error: unknown): boolean => error instanceof GraphQLError && error.extensions.code === 'RATE_LIMITED'

const asError = (thrown: unknown): GraphQLError => {
  if (thrown instanceof GraphQLError) return thrown
  const originalError = thrown instanceof Error ? thrown : new Error(String(thrown))
  return new GraphQLError(originalError.message, { originalError })
}

const toAnswer = ({ data, errors }: EngineResult, additions: Additions): ExecutionResult => {
  const shown = data ? additions.removeAdded(data) : (data ?? null)
  if (errors === undefined) return { data: shown }
  const moved = errors.map(({ message, path, extensions }) =>
    additions.moveError(new GraphQLError(message, { path: path ?? null, extensions: extensions ?? null })),
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
    maxPlanBytes: Math.floor(limits.maxPlanBytes * (1 - SHARE_OF_TEXTS)),
  })
  const { schema } = engine
  checkScalars(schema)
  const gate = openPlanGate({ maxWaiting: limits.maxWaitingPlans, timeoutMs: limits.planTimeoutMs })
  const texts = new LRUCache<string, Known>({
    maxSize: Math.ceil(limits.maxPlanBytes * SHARE_OF_TEXTS),
    sizeCalculation: ({ prepared }) => prepared.bytes,
  })
  const underWay = new Map<string, Promise<void>>()
  let textsRead = 0
  let plansShared = 0

  /** Returns the operation in the words of its text, whether it has a plan or not. */
  const knownOf = (request: Plannable): Known => {
    const key = textKey(request)
    const known = texts.get(key)
    if (known !== undefined) return known
    const { document, documentHash, operationName } = request
    textsRead += 1
    const { document: plannable, ...additions } = toPlannable(schema, document)
    const prepared = engine.prepare(plannable, operationName || null)
    const made = { prepared, additions, document: new WeakRef(document), documentHash, operationName }
    texts.set(key, made)
    return made
  }
  /** Makes plans when it is the turn of `payer`. Who asks for the same at once waits for the same, whatever the texts. */
  const inTurnOf = (payer: string): InTurn => {
    const inTurn: InTurn = (key, make) => {
      // Another caller who asked first may lose the place in the queue. That is no fault of this one.
      const asked = underWay.get(key)
      if (asked !== undefined) return asked.catch((error) => (isRateLimited(error) ? inTurn(key, make) : Promise.reject(error)))
      const making = gate.pass(key, payer, make).finally(() => underWay.delete(key))
      underWay.set(key, making)
      return making
    }
    return inTurn
  }

  return {
    schema,
    subgraphNames,
    plansMade: () => gate.made(),
    plansShared: () => plansShared,
    recent: (count) => {
      const last = new Map<string, Plannable>()
      for (const { prepared, document: kept, documentHash, operationName } of texts.values()) {
        if (last.size >= count) break
        const document = kept.deref()
        // A flood of others may wait for their plans, or be refused.
        if (document === undefined || last.has(prepared.key) || !prepared.isPlanned({})) continue
        last.set(prepared.key, { document, documentHash, operationName })
      }
      return [...last.values()]
    },
    execute: async (request, context) => {
      const startedMs = performance.now()
      const deadlineMs = startedMs + operationTimeoutMs
      const { caller } = context
      const payer = payerOf(caller, addressOf(caller))
      let result: EngineResult
      let known: Known
      try {
        const textsBefore = textsRead
        known = knownOf(request)
        const { prepared } = known
        const { variables } = request
        if (!prepared.isPlanned(variables)) await prepared.plan(variables, inTurnOf(payer))
        else if (textsRead > textsBefore) plansShared += 1
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
        return { errors: (result.errors ?? []).map((error) => withFieldPaths(asError(error), request.document)) }
      }
      const answer = toAnswer(result, known.additions)
      if (caller.kind !== 'anonymous' || caller.refused === undefined) return answer
      const operation = getOperationAST(request.document, request.operationName)?.operation
      return addRefusalErrors(answer, operation === OperationTypeNode.QUERY, caller.refused)
    },
    plan: async (request) => {
      const { prepared } = knownOf(request)
      const inTurn = inTurnOf(IN_ADVANCE)
      if (prepared.conditions.length <= MOST_CONDITIONS) await prepared.planEach(inTurn)
      else await prepared.plan({}, inTurn)
    },
    close: async () => {
      gate.close()
      engine.close()
    },
  }
}
