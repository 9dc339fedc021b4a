import { badUserInput } from '@gruppetto/graph'
import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql'

/** Returns the names of the variables that are null. */
const nullsOf = (operation: OperationDefinitionNode, variables: Readonly<Record<string, unknown>>): Set<string> =>
  new Set(
    (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) => {
      const given = variables[variable.name.value]
      return given === null || (given === undefined && defaultValue?.kind === Kind.NULL) ? [variable.name.value] : []
    }),
  )

/**
 * Finds null variables at places that do not accept null, and returns an error that names the arguments, or null. GraphQL allows a
 * nullable variable at such a place when there is a default, and would report an explicit null only during execution.
 */
export const findForbiddenNulls = (
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): GraphQLError | null => {
  const nulls = nullsOf(operation, variables)
  if (nulls.size === 0) return null
  const typeInfo = new TypeInfo(schema)
  const places: string[] = []
  const names: string[] = []
  const named = {
    enter: (node: { readonly name: { readonly value: string } }) => void names.push(node.name.value),
    leave: () => void names.pop(),
  }
  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      // Skips the other operations of the document. Fragments are always visited.
      OperationDefinition: (node) => (node.name?.value === operation.name?.value ? undefined : false),
      VariableDefinition: () => false,
      Argument: named,
      ObjectField: named,
      Variable(node) {
        if (nulls.has(node.name.value) && isNonNullType(typeInfo.getInputType())) places.push(names.join('.'))
      },
    }),
  )
  if (places.length === 0) return null
  return badUserInput([...new Set(places)].map((path) => ({ path, message: 'must not be null' })))
}
