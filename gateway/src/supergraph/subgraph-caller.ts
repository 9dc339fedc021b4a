import type { SubgraphCaller } from '@gruppetto/federation'
import type { OperationContext } from '../context.ts'
import { sizeOf } from '../limits/answer-size.ts'
import type { SubgraphTransport } from '../transports/transport.ts'

/** Adapts one subgraph of a transport to the engine, which ends an execution whose answers have more than `maxBytes`. */
export const subgraphCaller = (
  name: string,
  transport: SubgraphTransport,
  maxBytes: number,
): SubgraphCaller<OperationContext> => ({
  call: async ({ operation: { document, operationName }, variables, context: { caller, traceparent } }) => {
    const request = { query: document, variables, ...(operationName === null ? {} : { operationName }) }
    const answer = await transport.execute(name, request, caller, traceparent)
    return { ...answer, bytes: sizeOf(answer.data, maxBytes) }
  },
})
