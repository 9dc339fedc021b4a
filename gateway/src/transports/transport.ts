import type { Caller, SubgraphRequest } from '@gruppetto/graph'
import type { FormattedExecutionResult } from 'graphql'

export interface RouteCall {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly body?: object
}

/** Calls the subgraphs, wherever they run. Rejects when a subgraph does not answer. An API error counts as an answer. */
export interface SubgraphTransport {
  execute(
    subgraph: string,
    request: SubgraphRequest,
    caller: Caller,
    traceparent: string | null,
  ): Promise<FormattedExecutionResult>
  /** Calls a route of a subgraph as a `service` caller. Returns the parsed JSON of the answer as `body`. */
  callRoute(subgraph: string, call: RouteCall): Promise<{ readonly status: number; readonly body: unknown }>
  close(): Promise<void>
}
