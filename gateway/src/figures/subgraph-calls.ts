import type { SubgraphCall, SubgraphCaller } from '@gruppetto/federation'
import { beginSpan, counter, hasMetrics, hasTraces, histogram } from '@gruppetto/runtime'

const seconds = histogram({
  name: 'gruppetto_subgraph_call_seconds',
  meaning: 'How long the calls of a subgraph by the gateway take, in process or over HTTP, those that fail included.',
  labels: { subgraph: 'the subgraph' },
})

const failures = counter({
  name: 'gruppetto_subgraph_call_failures_total',
  meaning:
    'Calls without an answer: the subgraph was away, too slow or left alone. An API error is an answer, and a client that hangs up is no failure.',
  labels: { subgraph: 'the subgraph' },
})

interface Traced {
  readonly traceparent: string
}

/** The same call, told another span. Its variables are made where somebody reads them. */
const below = <Context extends Traced>(call: SubgraphCall<Context>, traceparent: string): SubgraphCall<Context> => {
  const { operation, sent, representations, signal } = call
  return {
    operation,
    sent,
    representations,
    signal,
    context: { ...call.context, traceparent },
    get variables() {
      return call.variables
    },
  }
}

/** Returns a caller that measures each call of a subgraph; the same caller where neither metrics nor traces are on. */
export const measuredCaller = <Context extends Traced>(
  subgraph: string,
  caller: SubgraphCaller<Context>,
): SubgraphCaller<Context> => {
  if (!hasMetrics() && !hasTraces()) return caller
  const labels = { subgraph }
  return {
    ...caller,
    call: async (call) => {
      const startedMs = performance.now()
      const span = beginSpan(`call ${subgraph}`, 'client', call.context.traceparent, { 'gruppetto.subgraph': subgraph })
      try {
        const answer = await caller.call(span === null ? call : below(call, span.traceparent))
        span?.end()
        return answer
      } catch (error) {
        span?.end('unanswered')
        if (call.signal?.aborted !== true) failures.add(labels)
        throw error
      } finally {
        seconds.observe(labels, (performance.now() - startedMs) / 1000)
      }
    },
  }
}
