import { LeftAlone, type SubgraphCaller } from '@gruppetto/federation'
import { traceIdOf } from '@gruppetto/runtime'
import type { Logger } from 'pino'
import type { OperationContext } from '../context.ts'
import { sizeOf } from '../limits/answer-size.ts'
import { patiently } from '../transports/patience.ts'
import type { SubgraphTransport } from '../transports/transport.ts'

/** The context of one execution: that of its operation, and by when its queries have to be answered. */
export interface ExecutionContext extends OperationContext {
  /** On the clock of `performance.now()`. */
  readonly deadlineMs: number
}

export interface SubgraphCallerOptions {
  readonly transport: SubgraphTransport
  readonly maxAnswerBytes: number
  /** How long one call may take. A query has less where less is left of its request's time. */
  readonly subgraphTimeoutMs: number
  readonly log: Logger
}

/** Adapts one subgraph of a transport to the engine, which ends an execution whose answers have more than `maxAnswerBytes`. */
export const subgraphCaller = (
  name: string,
  { transport, maxAnswerBytes, subgraphTimeoutMs, log }: SubgraphCallerOptions,
): SubgraphCaller<ExecutionContext> => ({
  isExact: transport.isHere(name),
  call: async ({ operation: { document, operationName, kind }, variables, context, signal }) => {
    const { caller, traceparent, deadlineMs, requestId = null, timings } = context
    const request = { query: document, variables, ...(operationName === null ? {} : { operationName }) }
    const isQuery = kind === 'query'
    // A mutation is not begun with too little time for it, and never given up by its client.
    const timeoutMs = isQuery ? Math.min(subgraphTimeoutMs, deadlineMs - performance.now()) : subgraphTimeoutMs
    const patience = { timeoutMs, signal: isQuery ? signal : null, isQuery, requestId }
    const startedMs = performance.now()
    const asking = patiently(patience, (terms) => transport.execute(name, request, caller, traceparent, terms))
    const answer = await asking.catch((error: unknown) => {
      // That it is left alone was logged when it began.
      if (signal?.aborted !== true && !(error instanceof LeftAlone)) {
        log.error({ subgraph: name, err: error, requestId, traceId: traceIdOf(traceparent) }, 'a subgraph does not answer')
      }
      throw error
    })
    if (timings !== undefined) {
      timings.lastMs = performance.now()
      timings.calls.push({ subgraph: name, ms: timings.lastMs - startedMs })
    }
    return { ...answer, bytes: sizeOf(answer.data, maxAnswerBytes) }
  },
})
