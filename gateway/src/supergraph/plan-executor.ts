import { Supergraph } from '@apollo/federation-internals'
// Not the package itself: ApolloGateway builds the supergraph twice and a planner, which the plan thread has already.
import { executeQueryPlan } from '@apollo/gateway/dist/executeQueryPlan.js'
import type { QueryPlan } from '@apollo/query-planner'
import type { GatewaySchemaHash } from '@apollo/server-gateway-interface'
import { scalarResolvers } from '@gruppetto/graph'
import {
  type DocumentNode,
  type ExecutionResult,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  isScalarType,
  Kind,
} from 'graphql'
import type { Logger } from 'pino'
import type { ExecutionContext, subgraphDataSource } from './data-source.ts'

/** An operation to run. */
export interface Executable {
  readonly document: DocumentNode
  readonly documentHash: string
  readonly operationName: string | null
  readonly variables: Readonly<Record<string, unknown>>
}

/** Runs query plans with the executor of Apollo's gateway. Only this file knows it, so another executor could replace it. */
export interface PlanExecutor {
  /** The schema for clients: without @inaccessible elements, and with scalars that check their values. */
  readonly schema: GraphQLSchema
  /** Checks the variables and runs the plan. Without `data` in the result the operation was refused before any subgraph was asked. */
  execute(plan: QueryPlan, operation: Executable, context: ExecutionContext): Promise<ExecutionResult>
}

/** Adds the checks of scalars, which composition drops. With them a wrong variable is refused before any subgraph is asked. */
const checkScalars = (schema: GraphQLSchema): GraphQLSchema => {
  for (const type of Object.values(schema.getTypeMap())) {
    const scalar = scalarResolvers[type.name]
    if (scalar !== undefined && isScalarType(type)) {
      type.parseValue = scalar.parseValue
      type.parseLiteral = scalar.parseLiteral
    }
  }
  return schema
}

const fragmentsOf = ({ definitions }: DocumentNode): Record<string, FragmentDefinitionNode> =>
  Object.fromEntries(
    definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [])),
  )

export const openPlanExecutor = (
  supergraphSdl: string,
  dataSourceOf: (name: string) => ReturnType<typeof subgraphDataSource>,
  log: Logger,
): PlanExecutor => {
  // Composition has validated it.
  const supergraph = Supergraph.build(supergraphSdl, { validateSupergraph: false })
  const supergraphSchema = supergraph.schema.toGraphQLJSSchema()
  const apiSchema = supergraph.apiSchema()
  const schema = checkScalars(apiSchema.toGraphQLJSSchema())
  const dataSources = Object.fromEntries(supergraph.subgraphsMetadata().map(({ name }) => [name, dataSourceOf(name)]))
  const logger = { debug: () => {}, info: () => {}, warn: log.warn.bind(log), error: log.error.bind(log) }
  return {
    schema,
    async execute(plan, { document, documentHash, operationName, variables }, context) {
      const operation = getOperationAST(document, operationName)
      if (operation == null) throw new Error('the document has no such operation')
      const { errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables)
      if (errors !== undefined) return { errors }
      // The executor reads only some of these fields. The others serve Apollo's reporting.
      const requestContext = {
        request: { variables, ...(operationName === null ? {} : { operationName }) },
        document,
        operation,
        operationName,
        queryHash: documentHash,
        source: '',
        schema,
        schemaHash: '' as GatewaySchemaHash,
        context,
        logger,
        metrics: {},
        cache: { get: async () => undefined, set: async () => {}, delete: async () => {} },
        overallCachePolicy: undefined,
      }
      const operationContext = { schema, operation, fragments: fragmentsOf(document) }
      return executeQueryPlan(plan, dataSources, requestContext, operationContext, supergraphSchema, apiSchema)
    },
  }
}
