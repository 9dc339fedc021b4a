import type { SubgraphCaller } from '@gruppetto/federation'
import type { OperationContext } from '../context.ts'
import { sizeOf } from '../limits/answer-size.ts'
import type { SubgraphTransport } from '../transports/transport.ts'

/** The bytes that the subgraphs have answered to one operation so far, and the limit. */
export interface AnswerBudget {
  readonly maxBytes: number
  bytes: number
}

/** The context of one execution. */
export interface ExecutionContext {
  readonly operation: OperationContext
  readonly budget: AnswerBudget
}

/** Adapts one subgraph of a transport to the engine. */
export const subgraphCaller = (name: string, transport: SubgraphTransport): SubgraphCaller<ExecutionContext> => ({
  call: async ({ operation: { document, operationName }, variables, context: { operation, budget } }) => {
    // The answer is already too large and will be refused, so no more is fetched.
    if (budget.bytes > budget.maxBytes) return { data: {} }
    const request = { query: document, variables, ...(operationName === null ? {} : { operationName }) }
    const answer = await transport.execute(name, request, operation.caller, operation.traceparent)
    budget.bytes += sizeOf(answer.data, budget.maxBytes)
    return answer
  },
})
