import type { Caller } from '@gruppetto/graph'
import type { Span } from '@gruppetto/runtime'
import type { Timings } from './http/server-timing.ts'
import type { KeptAnswer } from './kept/kept-answers.ts'
import type { RateState } from './limits/rate-headers.ts'

/** The data that goes with one operation from the gateway to the subgraphs. */
export interface OperationContext {
  readonly caller: Caller
  readonly traceparent: string
  /** The whole operation in its trace, where that is recorded. */
  readonly span?: Span
  /** The client's request, for logs and for the client. Undefined where the operation comes from no request. */
  readonly requestId?: string
  /** Aborted when the client has hung up. A query ends then; a mutation goes on. */
  readonly signal?: AbortSignal
  /** Measures the operation, where its athlete may see how long it takes. */
  readonly timings?: Timings
  /** What is left of an API key's rate, once the operation is charged. The HTTP answer says it. */
  rate?: RateState | null
  /** Where it is noted that the operation was run or refused as one, and the answer is put if it is one that may be kept: the HTTP answer is made of it. */
  readonly found?: { isOperation?: boolean; kept?: KeptAnswer }
}
