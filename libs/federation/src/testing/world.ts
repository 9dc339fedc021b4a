import { composeServices } from '@apollo/composition'
import { buildSubgraphSchema } from '@apollo/subgraph'
import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  type GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  parse,
  subscribe,
  validate,
} from 'graphql'

/** What a subgraph is asked. */
export interface SubgraphCall {
  readonly subgraph: string
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
}

/** Answers a call: with an answer of GraphQL, or with whatever a broken subgraph would send. */
export type Answers = (call: SubgraphCall) => Promise<unknown>

type Resolver = (source: never, args: never) => unknown

export interface TestSubgraph {
  /** Resolves what has no resolver of its own. */
  readonly fieldResolver?: GraphQLFieldResolver<never, unknown>
  /** Without the @link of federation, which is added. */
  readonly sdl: string
  readonly resolvers?: Readonly<Record<string, Readonly<Record<string, Resolver | { subscribe: Resolver; resolve?: Resolver }>>>>
}

/** A few subgraphs in this process, and the supergraph composed of them. */
export interface World {
  readonly supergraphSdl: string
  readonly subgraphs: readonly string[]
  /** All that the subgraphs were asked so far, in order. */
  readonly calls: SubgraphCall[]
  readonly answer: Answers
  readonly stream: (call: SubgraphCall) => Promise<AsyncIterable<ExecutionResult>>
}

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@requires", "@provides",
  "@external", "@shareable", "@override", "@interfaceObject", "@inaccessible", "@extends", "@tag"])\n`

/** Composition says why it does not compose. */
export class CompositionError extends Error {}

/** What goes over the wire: `undefined` is left out, and nothing is shared with the subgraph. */
const overWire = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

const documents = new Map<string, DocumentNode>()
const parsed = (query: string): DocumentNode => {
  const known = documents.get(query) ?? parse(query, { noLocation: true })
  if (documents.size > 10_000) documents.clear()
  documents.set(query, known)
  return known
}

/** Returns the schema of a subgraph as @apollo/subgraph makes it. */
const schemaOf = ({ sdl, resolvers = {} }: TestSubgraph): GraphQLSchema =>
  buildSubgraphSchema({ typeDefs: parse(LINK + sdl), resolvers: resolvers as never })

/** What composition said of the same subgraphs before, since worlds of the same schemas are opened many times: a supergraph, or why there is none. */
const compositions = new Map<string, { readonly supergraphSdl: string } | { readonly reasons: string }>()

const composed = (subgraphs: Readonly<Record<string, TestSubgraph>>): string => {
  const services = Object.entries(subgraphs).map(([name, { sdl }]) => ({ name, sdl: LINK + sdl }))
  const key = JSON.stringify(services)
  let known = compositions.get(key)
  if (known === undefined) {
    const { supergraphSdl, errors } = composeServices(
      services.map(({ name, sdl }) => ({ name, url: `http://${name}.test/graphql`, typeDefs: parse(sdl) })),
    )
    known = errors === undefined ? { supergraphSdl } : { reasons: errors.map(({ message }) => message).join('\n') }
    compositions.set(key, known)
  }
  if ('reasons' in known) throw new CompositionError(known.reasons)
  return known.supergraphSdl
}

/** Executes what a subgraph is asked. */
export type RunSubgraph = (args: ExecutionArgs) => ExecutionResult | Promise<ExecutionResult>

/** Composes the subgraphs, which `run` executes. Throws a CompositionError with the reasons when they do not fit. */
export const openWorld = (subgraphs: Readonly<Record<string, TestSubgraph>>, run: RunSubgraph = execute): World => {
  const supergraphSdl = composed(subgraphs)
  const schemas = new Map(Object.entries(subgraphs).map(([name, subgraph]) => [name, schemaOf(subgraph)]))
  const calls: SubgraphCall[] = []
  /** What is wrong with a document, by its subgraph. The same ones are asked again and again, and to validate them costs more than all else. */
  const flaws = new Map<string, readonly GraphQLError[]>()
  const flawsOf = ({ subgraph, query }: SubgraphCall, schema: GraphQLSchema, document: DocumentNode) => {
    const key = `${subgraph}\n${query}`
    const known = flaws.get(key) ?? validate(schema, document)
    flaws.set(key, known)
    return known
  }
  const asked = (call: SubgraphCall) => {
    const schema = schemas.get(call.subgraph)
    if (schema === undefined) throw new Error(`there is no subgraph ${call.subgraph}`)
    calls.push(call)
    const document = parsed(call.query)
    const variableValues = overWire(call.variables) as Record<string, unknown>
    const fieldResolver = subgraphs[call.subgraph]?.fieldResolver as GraphQLFieldResolver<unknown, unknown> | undefined
    return { schema, document, variableValues, ...(fieldResolver === undefined ? {} : { fieldResolver }) }
  }
  return {
    supergraphSdl,
    subgraphs: Object.keys(subgraphs),
    calls,
    // As a server does it: what is not valid is refused whole.
    answer: async (call) => {
      const request = asked(call)
      const errors = flawsOf(call, request.schema, request.document)
      return overWire(errors.length > 0 ? { errors } : await run(request))
    },
    stream: async (call) => {
      const stream = await subscribe(asked(call))
      if (!(Symbol.asyncIterator in stream)) throw new Error(JSON.stringify(stream.errors))
      return stream
    },
  }
}
