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

/** Variables that are null and may be, since they have a type or a default that lets them. */
const nullsOf = (operation: OperationDefinitionNode, variables: Readonly<Record<string, unknown>>): Set<string> =>
  new Set(
    (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) => {
      const given = variables[variable.name.value]
      return given === null || (given === undefined && defaultValue?.kind === Kind.NULL) ? [variable.name.value] : []
    }),
  )

/**
 * GraphQL lets a variable that may be null stand where null is not taken, if there is a default; then null, said outright, is a mistake
 * that shows only when it runs. Found here, before anything has run: null, or the error that names the argument.
 */
export const nullWhereNoneMayBe = (
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
      // A document may hold several operations; fragments are of whichever spreads them.
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
