import { createHash } from 'node:crypto'
import { SUBGRAPH_NAMES } from '@gruppetto/graph'
import {
  type FieldNode,
  type GraphQLSchema,
  getNamedType,
  isRequiredArgument,
  Kind,
  OperationTypeNode,
  validateSchema,
} from 'graphql'
import type { Logger } from 'pino'
import type { GatewayConfig } from '../config.ts'
import { type CacheHints, cacheHintsOf } from '../kept/cache-hints.ts'
import { declaredCostsOf } from '../limits/declared-costs.ts'
import { type SameForCrowd, sameForCrowdOf } from '../live/same-for-crowd.ts'
import { liveFields } from '../live/topics.ts'
import { type Operations, openOperations } from '../operations/operations.ts'
import { openSupergraph, type Supergraph } from '../supergraph/supergraph.ts'
import type { SubgraphTransport } from '../transports/transport.ts'
import { directivesOf } from './directives.ts'

/** All that is made of one supergraph. */
export interface Graph {
  /** The SHA-256 of its text, in hex. */
  readonly id: string
  readonly operations: Operations
  readonly supergraph: Supergraph
  readonly cacheHints: CacheHints
  readonly sameForCrowd: SameForCrowd
}

/** Why a supergraph cannot be used. */
class UnusableSchema extends Error {}

export interface GraphOptions {
  readonly subgraphs: SubgraphTransport
  readonly limits: GatewayConfig
  readonly log: Logger
}

export const idOfSchema = (sdl: string): string => createHash('sha256').update(sdl).digest('hex')

/** What this gateway cannot serve of a schema, in sentences. */
const flawsOf = (schema: GraphQLSchema, names: readonly string[]): string[] => {
  const known: readonly string[] = SUBGRAPH_NAMES
  const strange = names.filter((name) => !known.includes(name)).map((name) => `The subgraph ${name} is unknown here.`)
  const subscriptions = Object.keys(schema.getSubscriptionType()?.getFields() ?? {})
  const silent = subscriptions
    .filter((name) => liveFields[name] === undefined)
    .map((name) => `Nothing is known of the events of Subscription.${name}.`)
  return [...validateSchema(schema).map(({ message }) => message), ...strange, ...silent]
}

/** Returns a field of Query that needs no arguments, for a plan to try the planner with; null when all need some. */
const someField = (schema: GraphQLSchema): FieldNode | null => {
  const fields = Object.values(schema.getQueryType()?.getFields() ?? {})
  const field = fields.find(({ args }) => !args.some(isRequiredArgument))
  if (field === undefined) return null
  const name = { kind: Kind.NAME, value: field.name } as const
  const isComposite = 'getFields' in getNamedType(field.type)
  if (!isComposite) return { kind: Kind.FIELD, name }
  const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } }
  return { kind: Kind.FIELD, name, selectionSet: { kind: Kind.SELECTION_SET, selections: [typename] } }
}

/** Opens what belongs to a supergraph. Throws when its text is none. */
export const openGraph = (sdl: string, { subgraphs, limits, log }: GraphOptions): Graph => {
  const directives = directivesOf(sdl)
  const declaredCosts = declaredCostsOf(directives)
  const declared = { cacheHints: cacheHintsOf(directives), sameForCrowd: sameForCrowdOf(directives) }
  const supergraph = openSupergraph({ sdl, subgraphs, limits, log })
  const operations = openOperations({ schema: supergraph.schema, declaredCosts, limits })
  return { id: idOfSchema(sdl), operations, supergraph, ...declared }
}

/**
 * Opens a supergraph that is to take the place of another one, and tries it: its schema is valid, this gateway reaches its subgraphs and
 * knows its subscriptions, and the planner can plan with it. Throws UnusableSchema that says what is wrong.
 */
export const openTriedGraph = async (sdl: string, options: GraphOptions): Promise<Graph> => {
  let graph: Graph
  try {
    graph = openGraph(sdl, options)
  } catch (error) {
    throw new UnusableSchema(error instanceof Error ? error.message : String(error), { cause: error })
  }
  const { schema } = graph.supergraph
  const flaws = flawsOf(schema, graph.supergraph.subgraphNames)
  const field = someField(schema)
  if (flaws.length === 0 && field !== null) {
    const selectionSet = { kind: Kind.SELECTION_SET, selections: [field] } as const
    const operation = { kind: Kind.OPERATION_DEFINITION, operation: OperationTypeNode.QUERY, selectionSet } as const
    const request = {
      document: { kind: Kind.DOCUMENT, definitions: [operation] },
      documentHash: 'trial',
      operationName: null,
    } as const
    await graph.supergraph.plan(request).catch((error: unknown) => {
      flaws.push(`The planner cannot plan with it: ${error instanceof Error ? error.message : String(error)}`)
    })
  }
  if (flaws.length === 0) return graph
  await graph.supergraph.close()
  throw new UnusableSchema(flaws.slice(0, 20).join(' '))
}
