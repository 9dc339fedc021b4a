import type { Caller, SubgraphRequest } from '@gruppetto/graph'
import type { FormattedExecutionResult } from 'graphql'

export interface RouteCall {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly body?: object
}

/** How long a call may take, and who waits for it. */
export interface CallTerms {
  /** What is left of the request's time, in milliseconds. */
  readonly timeoutMs: number
  /** Aborted when nobody waits for the answer any more. The work of a query ends then; that of a mutation goes on. */
  readonly signal: AbortSignal
  readonly isQuery: boolean
  /** The client's request that the call is part of. */
  readonly requestId: string | null
}

/** Calls the subgraphs, wherever they run. Rejects when a subgraph does not answer. An API error counts as an answer. */
export interface SubgraphTransport {
  /** Whether a subgraph runs in this process, so that its answers have what was asked for and nothing else. */
  isHere(subgraph: string): boolean
  execute(
    subgraph: string,
    request: SubgraphRequest,
    caller: Caller,
    traceparent: string | null,
    terms: CallTerms,
  ): Promise<FormattedExecutionResult>
  /** Calls a route of a subgraph as a `service` caller. Returns the parsed JSON of the answer as `body`. */
  callRoute(subgraph: string, call: RouteCall): Promise<{ readonly status: number; readonly body: unknown }>
  close(): Promise<void>
}
