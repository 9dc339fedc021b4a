import { createHash } from 'node:crypto'
import { ApolloGateway } from '@apollo/gateway'
import { type ExecutionResult, type GraphQLSchema, parse, validate } from 'graphql'
import { openEngine } from '../engine.ts'
import type { SubgraphAnswer } from '../subgraph.ts'
import type { Answers, World } from './world.ts'

export interface Asked {
  readonly query: string
  readonly variables?: Readonly<Record<string, unknown>>
  /** Which request of 100 it is, for progressive @overrides. The first one, where it is left out; Apollo's gateway throws dice. */
  readonly percentage?: number
}

/** Something that answers operations over a supergraph. */
export interface Engine {
  readonly schema: GraphQLSchema
  execute(asked: Asked): Promise<ExecutionResult>
  /** The key of the plans of an operation, where it has one. */
  keyOf?(asked: Asked): string
  close(): Promise<void>
}

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

/** Opens Apollo's gateway over the subgraphs of a world, or over what answers in their place. */
export const openApollo = async (world: World, answer: Answers = world.answer): Promise<Engine> => {
  const gateway = new ApolloGateway({
    supergraphSdl: world.supergraphSdl,
    logger: silent,
    buildService: ({ name }) => ({
      process: async ({ request }) =>
        (await answer({ subgraph: name, query: request.query ?? '', variables: request.variables ?? {} })) as never,
    }),
  })
  const { schema, executor } = await gateway.load()
  return {
    schema,
    execute: async ({ query, variables = {} }) => {
      const document = parse(query)
      const errors = validate(schema, document)
      if (errors.length > 0) return { errors }
      const operation = document.definitions.find((node) => node.kind === 'OperationDefinition')
      const result = await executor({
        request: { query, variables },
        document,
        operation,
        operationName: null,
        queryHash: createHash('sha256').update(query).digest('hex'),
        source: query,
        schema,
        context: {},
        logger: silent,
        metrics: {},
        cache: { get: async () => undefined, set: async () => {}, delete: async () => {} },
        overallCachePolicy: undefined,
      } as never)
      return JSON.parse(JSON.stringify(result)) as ExecutionResult
    },
    close: () => gateway.stop(),
  }
}

/** Opens our engine over the subgraphs of a world, or over what answers in their place. */
export const openOurs = async (world: World, answer: Answers = world.answer): Promise<Engine> => {
  const engine = openEngine<null>({
    supergraphSdl: world.supergraphSdl,
    // However busy the machine is.
    planTimeoutMs: 600_000,
    subgraphs: (subgraph) => ({
      call: async ({ operation, variables }) =>
        (await answer({ subgraph, query: operation.document, variables })) as SubgraphAnswer,
    }),
  })
  return {
    schema: engine.schema,
    keyOf: ({ query, percentage = 0 }) => engine.prepare(parse(query), null, { percentage }).key,
    execute: async ({ query, variables = {}, percentage = 0 }) => {
      const document = parse(query)
      const errors = validate(engine.schema, document)
      if (errors.length > 0) return { errors }
      const operation = engine.prepare(document, null, { percentage })
      const written = JSON.stringify(await operation.execute({ variables, context: null }))
      // The other way out, straight to text, says the same. A mutation runs once.
      if (operation.kind === 'query') {
        const text = await operation.write({ variables, context: null })
        if (text !== written) throw new Error(`written as ${text}, but ${written} from values`)
      }
      return JSON.parse(written) as ExecutionResult
    },
    close: async () => engine.close(),
  }
}
