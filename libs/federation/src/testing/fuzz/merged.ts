import { Supergraph } from '@apollo/federation-internals'
import { type ExecutionResult, execute, type GraphQLResolveInfo, type GraphQLSchema, parse } from 'graphql'
import type { Asked } from '../engines.ts'
import type { RunSubgraph } from '../world.ts'
import type { WorldPlan } from './plan-of-world.ts'
import { type Clock, fieldOf, isStale, keyValueOf } from './subgraphs.ts'
import { fieldValue, isHidden, neededValues, type Thing, withStandards } from './values.ts'

/** Returns the schema that clients see. */
export const clientSchemaOf = (supergraphSdl: string): GraphQLSchema =>
  Supergraph.build(supergraphSdl, { validateSupergraph: false }).apiSchema().toGraphQLJSSchema()

/** Answers an operation with graphql-js, or with `run` in its place, over one schema and all of the data: what any gateway must answer. */
export const answerMerged = async (
  plan: WorldPlan,
  schema: GraphQLSchema,
  { query, variables = {} }: Asked,
  clock: Clock,
  run: RunSubgraph = execute,
): Promise<ExecutionResult> => {
  const fieldResolver = (
    source: Thing | undefined,
    args: Record<string, unknown>,
    _context: unknown,
    info: GraphQLResolveInfo,
  ): unknown => {
    const type = info.parentType.name
    const known = fieldOf(plan, type, info.fieldName)
    if (known === null) return keyValueOf(source as never, info.fieldName)
    const { owner, field, entity } = known
    if (type === 'Mutation') clock.steps += 1
    const id = type === 'Mutation' ? `step ${clock.steps}` : (source?.id ?? 'root')
    const [first = ''] = field.owners
    const subgraph = isStale(field, first, clock) ? (field.overrides ?? first) : first
    if (entity?.hiddenIn.includes(subgraph) === true && isHidden(plan, subgraph, id)) return null
    return fieldValue(plan, field, owner, id, withStandards(field, args), () =>
      entity === null ? [] : neededValues(plan, entity, field, id),
    )
  }
  const result = await run({
    schema,
    document: parse(query),
    variableValues: variables,
    fieldResolver: fieldResolver as never,
    typeResolver: (value) => (value as Thing).__typename,
  })
  return JSON.parse(JSON.stringify(result)) as ExecutionResult
}
