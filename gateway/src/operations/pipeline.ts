import { addressOf } from '@gruppetto/graph'
import type { FormattedExecutionResult } from 'graphql'
import type { Logger } from 'pino'
import type { GatewayConfig } from '../config.ts'
import type { OperationContext } from '../context.ts'
import { presentThrown } from '../errors/present.ts'
import { bucketsOf, type ChargeRate, mustWait } from '../limits/rate.ts'
import type { Supergraph, SupergraphRequest } from '../supergraph/supergraph.ts'
import type { Operations, PreparedOperation } from './operations.ts'

export interface OperationRequest {
  readonly query: string
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
  readonly supergraph: Supergraph
  readonly charge: ChargeRate
  readonly limits: GatewayConfig
  readonly log: Logger
}

export const openPipeline = ({ operations, supergraph, charge, limits, log }: PipelineOptions): Pipeline => ({
  async admit({ query, operationName, variables }, context) {
    const pay = async (asked: { readonly rootFields: readonly string[]; readonly cost: number }): Promise<void> => {
      const { waitMs, left } = await charge(bucketsOf(context.caller, addressOf(context.caller), asked, limits))
      if (context.caller.kind === 'partner') context.rate = left
      if (waitMs > 0) throw mustWait(waitMs)
    }
    let admitted: PreparedOperation
    try {
      admitted = operations.admit(operations.prepare(query), operationName, variables, context.caller)
    } catch (error) {
      await pay(refusedRequest)
      throw error
    }
    await pay(admitted)
    return admitted
  },
  async execute(request, context) {
    const { data, errors } = await supergraph.execute(request, context)
    const shown = errors?.flatMap((error) => presentThrown(error, log))
    return { ...(shown === undefined ? {} : { errors: shown }), ...(data === undefined ? {} : { data }) }
  },
})
