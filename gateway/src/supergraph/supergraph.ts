import { createHash } from 'node:crypto'
import { type Engine, type EngineResult, openEngine, type PreparedOperation } from '@gruppetto/federation'
import { addressOf, scalarResolvers, withFieldPaths } from '@gruppetto/graph'
import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  isScalarType,
  OperationTypeNode,
} from 'graphql'
import { LRUCache } from 'lru-cache'
import type { Logger } from 'pino'
import type { GatewayConfig } from '../config.ts'
import type { OperationContext } from '../context.ts'
import { addRefusalErrors } from '../errors/refused.ts'
import { payerOf } from '../limits/rate.ts'
import { openPlanGate } from '../planning/plan-gate.ts'
import type { SubgraphTransport } from '../transports/transport.ts'
import { type PlannableDocument, toPlannable } from './plannable-document.ts'
import { subgraphCaller } from './subgraph-caller.ts'

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

/** An operation that is planned, with what its document needs in addition. */
interface Planned {
  readonly prepared: PreparedOperation<OperationContext>
  readonly plannable: PlannableDocument
}

/** Returns the key of the plan of an operation. */
const planKey = ({ documentHash, operationName }: SupergraphRequest): string =>
  operationName === null || operationName === ''
    ? documentHash
    : createHash('sha256').update(documentHash).update(operationName).digest('hex')

/** Adds the checks of scalars, which composition drops. With them a wrong variable is refused before any subgraph is asked. */
const checkScalars = (schema: GraphQLSchema): void => {
  for (const type of Object.values(schema.getTypeMap())) {
    const scalar = scalarResolvers[type.name]
    if (scalar !== undefined && isScalarType(type)) {
      type.parseValue = scalar.parseValue
      type.parseLiteral = scalar.parseLiteral
    }
  }
}

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
  const engine: Engine<OperationContext> = openEngine({
    supergraphSdl: sdl,
    subgraphs: (name) => subgraphCaller(name, subgraphs, limits.maxAnswerBytes),
    timeoutMs: limits.subgraphTimeoutMs,
    limits: { maxBytes: limits.maxAnswerBytes },
    planTimeoutMs: limits.planTimeoutMs,
    onOutage: (subgraph, error) => log.error({ subgraph, err: error }, 'a subgraph does not answer'),
  })
  const { schema } = engine
  checkScalars(schema)
  const gate = openPlanGate({ maxWaiting: limits.maxWaitingPlans, timeoutMs: limits.planTimeoutMs })
  const planned = new LRUCache<string, Planned>({
    maxSize: limits.maxPlanBytes,
    sizeCalculation: ({ prepared }) => Math.max(1, prepared.size()),
  })
  const underWay = new Map<string, Promise<Planned>>()

  const prepare = async (key: string, { document, operationName }: SupergraphRequest, payer: string): Promise<Planned> => {
    const plannable = toPlannable(schema, document)
    const prepared = await gate.pass(key, payer, () => engine.prepare(plannable.document, operationName || null))
    const made = { prepared, plannable }
    planned.set(key, made)
    return made
  }
  /** Returns the operation with its plan. Equal operations that come at once are planned once. */
  const plannedOf = (key: string, request: SupergraphRequest, payer: string): Planned | Promise<Planned> => {
    const known = planned.get(key) ?? underWay.get(key)
    if (known !== undefined) return known
    const preparing = prepare(key, request, payer).finally(() => underWay.delete(key))
    underWay.set(key, preparing)
    return preparing
  }

  return {
    schema,
    plansMade: () => gate.made(),
    execute: async (request, context) => {
      const key = planKey(request)
      const { caller } = context
      const payer = payerOf(caller, addressOf(caller))
      let result: EngineResult
      let known: Planned
      try {
        known = await plannedOf(key, request, payer)
        const { prepared, plannable } = known
        const variables = plannable.variables(request.variables)
        if (!prepared.isPlanned(variables)) {
          await gate.pass(key, payer, () => prepared.plan(variables))
          // It has grown by a plan.
          planned.set(key, known)
        }
        result = await prepared.execute({ variables, context })
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
    close: async () => {
      gate.close()
      engine.close()
    },
  }
}
