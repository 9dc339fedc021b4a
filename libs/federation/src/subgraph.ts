import type { GraphQLFormattedError } from 'graphql'

/** One request of a plan to a subgraph. It is the same object each time the plan runs, so a caller may keep by it what it has prepared. */
export interface SubgraphOperation {
  readonly subgraph: string
  readonly kind: 'query' | 'mutation' | 'subscription'
  readonly document: string
  readonly operationName: string | null
}

/** The value of one variable: a list of entities, each once, as JSON text in the engine's notation. */
export interface Representations {
  readonly variable: string
  readonly texts: readonly string[]
}

export interface SubgraphCall<Context> {
  readonly operation: SubgraphOperation
  /** As the client sent them, with the representations of entities. They are made where a caller reads them. */
  readonly variables: Readonly<Record<string, unknown>>
  /** The same in two parts, for a caller that writes them as text: what the client sent, and the entities that are asked about. */
  readonly sent: Readonly<Record<string, unknown>>
  readonly representations: readonly Representations[]
  readonly context: Context
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal | null
}

/** What a subgraph has answered, as it came: nothing of it is trusted. */
export interface SubgraphAnswer {
  readonly data?: unknown
  readonly errors?: unknown
  /** How many bytes it had, where the caller knows. */
  readonly bytes?: number
}

/** Asks one subgraph. Rejects when it does not answer; an API error counts as an answer. The answer's data belong to the engine, which changes them. */
export interface SubgraphCaller<Context> {
  /**
   * Whether its answers have the keys that were asked for and no others, as those of a resolver in this process do. From other answers the engine
   * takes the others out, so that no server can write what another one answers.
   */
  readonly isExact?: boolean
  call(call: SubgraphCall<Context>): Promise<SubgraphAnswer>
}

/** An error as clients get it, with what the engine has to know of it besides. */
export type AnswerError = GraphQLFormattedError
