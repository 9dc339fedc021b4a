import type { SubgraphCaller } from './subgraph.ts'

export interface BreakerOptions {
  /** So many calls in a row have to fail before a subgraph is left alone. */
  readonly failures: number
  /** For how long it is left alone, in milliseconds, before one call tries it again. */
  readonly restMs: number
  readonly now: () => number
}

/**
 * Spares a subgraph that does not answer, and those who would wait for it. After so many failures in a row, calls reject at once; after a rest
 * one call tries the subgraph, and what becomes of it decides for all. A call that its client has given up says nothing of the subgraph.
 */
export const withBreaker = <Context>(
  caller: SubgraphCaller<Context>,
  { failures: most, restMs, now }: BreakerOptions,
): SubgraphCaller<Context> => {
  let failures = 0
  let restsUntilMs = 0
  let isTrying = false

  return {
    call: async (call) => {
      const isOpen = failures >= most
      if (isOpen && (isTrying || now() < restsUntilMs)) {
        throw new Error(`${call.operation.subgraph} has not answered ${failures} times in a row and is left alone for a while`)
      }
      isTrying = isOpen
      try {
        const answer = await caller.call(call)
        failures = 0
        return answer
      } catch (error) {
        if (call.signal?.aborted !== true) {
          failures++
          restsUntilMs = now() + restMs
        }
        throw error
      } finally {
        if (isOpen) isTrying = false
      }
    },
  }
}
