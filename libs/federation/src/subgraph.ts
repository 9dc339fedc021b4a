import type { GraphQLFormattedError } from 'graphql'

/** One request of a plan to a subgraph. It is the same object each time the plan runs, so a caller may keep by it what it has prepared. */
export interface SubgraphOperation {
  readonly subgraph: string
  readonly kind: 'query' | 'mutation' | 'subscription'
  readonly document: string
  readonly operationName: string | null
}

export interface SubgraphCall<Context> {
  readonly operation: SubgraphOperation
  /** As the client sent them, with the representations of entities. */
  readonly variables: Readonly<Record<string, unknown>>
  readonly context: Context
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal | null
}

/** What a subgraph has answered, as it came: nothing of it is trusted. */
export interface SubgraphAnswer {
  readonly data?: unknown
  readonly errors?: unknown
}

/** Asks one subgraph. Rejects when it does not answer; an API error counts as an answer. The answer's data belong to the engine, which changes them. */
export interface SubgraphCaller<Context> {
  call(call: SubgraphCall<Context>): Promise<SubgraphAnswer>
}

/** An error as clients get it, with what the engine has to know of it besides. */
export type AnswerError = GraphQLFormattedError
