import { createHash } from 'node:crypto'
import { ApolloGateway } from '@apollo/gateway'
import { type ExecutionResult, type GraphQLSchema, parse, validate } from 'graphql'
import type { Answers, World } from './world.ts'

export interface Asked {
  readonly query: string
  readonly variables?: Readonly<Record<string, unknown>>
}

/** Something that answers operations over a supergraph. */
export interface Engine {
  readonly schema: GraphQLSchema
  execute(asked: Asked): Promise<ExecutionResult>
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
