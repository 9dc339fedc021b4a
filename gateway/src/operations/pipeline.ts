import { addressOf } from '@gruppetto/graph'
import type { FormattedExecutionResult } from 'graphql'
import type { Logger } from 'pino'
import type { GatewayConfig } from '../config.ts'
import type { OperationContext } from '../context.ts'
import { presentThrown } from '../errors/present.ts'
import type { PersistedQueries } from '../http/persisted-queries.ts'
import { bucketsOf, type ChargeRate, mustWait } from '../limits/rate.ts'
import type { MostUsed } from '../planning/most-used.ts'
import type { AskedDocuments, DocumentRequest } from '../registered/asked-document.ts'
import type { TrustedDocuments } from '../registered/trusted.ts'
import type { Supergraph, SupergraphRequest } from '../supergraph/supergraph.ts'
import type { Operations, PreparedOperation } from './operations.ts'

/** Names its document by `query`, `documentId` or `extensions.persistedQuery`. */
export interface OperationRequest extends DocumentRequest {
  readonly operationName: string | null
  readonly variables: Record<string, unknown>
}

/** Runs every operation: over HTTP, over a websocket, and for each push of a subscription. */
export interface Pipeline {
  /** Charges the caller's rate and returns the operation to run. Throws when it may not run. */
  admit(request: OperationRequest, context: OperationContext): Promise<PreparedOperation>
  /** Runs an admitted query or mutation. The errors in the answer are presented for the client. */
  execute(request: SupergraphRequest, context: OperationContext): Promise<FormattedExecutionResult>
}

/** A refused request is charged too, because it was parsed and checked. */
const refusedRequest = { rootFields: [], cost: 400 }

export interface PipelineOptions {
  readonly operations: Operations
  readonly documents: Pick<AskedDocuments, 'of'>
  readonly persisted: Pick<PersistedQueries, 'keep'>
  readonly trusted: TrustedDocuments
  readonly used: Pick<MostUsed, 'count'>
  readonly supergraph: Supergraph
  readonly charge: ChargeRate
  readonly limits: GatewayConfig
  readonly log: Logger
}

export const openPipeline = ({
  operations,
  documents,
  persisted,
  trusted,
  used,
  supergraph,
  charge,
  limits,
  log,
}: PipelineOptions): Pipeline => ({
  async admit({ operationName, variables, ...request }, context) {
    const { caller } = context
    const pay = async (asked: { readonly rootFields: readonly string[]; readonly cost: number }): Promise<void> => {
      const { waitMs, left } = await charge(bucketsOf(caller, addressOf(caller), asked, limits))
      if (caller.kind === 'partner') context.rate = left
      if (waitMs > 0) throw mustWait(waitMs)
    }
    const { text, isToKeep } = await documents.of(request)
    let admitted: PreparedOperation
    try {
      if (!trusted.allows(text, caller)) throw trusted.refusal(caller)
      admitted = operations.admit(operations.prepare(text), operationName, variables, caller)
    } catch (error) {
      await pay(refusedRequest)
      throw error
    }
    await pay(admitted)
    used.count(admitted.documentHash, text)
    // Only an admitted operation is stored, and it counts for its caller.
    if (isToKeep) void persisted.keep(admitted.documentHash, text, caller)
    return admitted
  },
  async execute(request, context) {
    const { data, errors } = await supergraph.execute(request, context)
    const shown = errors?.flatMap((error) => presentThrown(error, log, context.requestId, context.traceparent))
    return { ...(shown === undefined ? {} : { errors: shown }), ...(data === undefined ? {} : { data }) }
  },
})
