import type { Caller, SubgraphRequest } from '@gruppetto/graph'
import type { FormattedExecutionResult } from 'graphql'

export interface RouteCall {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly body?: object
}

/** How the gateway reaches the subgraphs, wherever they run. A subgraph that does not answer rejects; an API error is an answer. */
export interface SubgraphTransport {
  execute(
    subgraph: string,
    request: SubgraphRequest,
    caller: Caller,
    traceparent: string | null,
  ): Promise<FormattedExecutionResult>
  /** Calls one of a subgraph's routes as the gateway itself (a `service` caller); `body` is the parsed JSON of the answer. */
  callRoute(subgraph: string, call: RouteCall): Promise<{ readonly status: number; readonly body: unknown }>
  close(): Promise<void>
}
