import type { GraphQLFormattedError } from 'graphql'
import type { JsonObject, Path } from '../json.ts'
import type { Representations, SubgraphAnswer, SubgraphOperation } from '../subgraph.ts'
import type { Asked } from './asked.ts'

/** Fields that no subgraph has answered, for they were asked of one that does not answer. */
export interface Loss {
  readonly subgraph: string
  readonly fields: readonly Asked[]
  /** Where the objects are that miss the fields. */
  readonly places: readonly Path[]
}

/** One execution of a plan. */
export interface Run<Context> {
  /** The variables as the client sent them, for subgraphs. */
  readonly sent: Readonly<Record<string, unknown>>
  /** The variables with their defaults, for conditions. */
  readonly values: Readonly<Record<string, unknown>>
  readonly context: Context
  readonly signal: AbortSignal | null
  /** What the subgraphs have answered so far, merged. */
  readonly tree: JsonObject
  readonly errors: GraphQLFormattedError[]
  readonly losses: Loss[]
  /** The objects of the tree of which a subgraph has said, without an error, that it has no such entity. */
  readonly absent: Set<JsonObject>
  /** What it has cost so far: the entities that were asked about, and the bytes of the answers. */
  entities: number
  bytes: number
  /** The answer of a subscription's subgraph: one event. */
  readonly event: SubgraphAnswer | null
}

/** Asks a subgraph, and calls `take` with its answer, or with null where it has not answered. Throws nothing before it returns. */
export type Ask<Context> = (
  run: Run<Context>,
  operation: SubgraphOperation,
  variables: Readonly<Record<string, unknown>>,
  representations: readonly Representations[],
  take: (answer: SubgraphAnswer | null) => void,
) => Promise<void>

/** Enough for ten fields of 100 entities. More errors would say nothing new. */
const MAX_ERRORS = 1_000

/** Whether no more errors are added: what they would take to make can be saved. */
export const hasAllErrors = <Context>({ errors }: Run<Context>): boolean => errors.length >= MAX_ERRORS

export const addError = <Context>(run: Run<Context>, error: GraphQLFormattedError): void => {
  if (!hasAllErrors(run)) run.errors.push(error)
}

export const addLoss = <Context>({ losses }: Run<Context>, loss: Loss): void => {
  losses.push({ ...loss, places: loss.places.slice(0, MAX_ERRORS) })
}
