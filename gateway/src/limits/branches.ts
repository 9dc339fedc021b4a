import { fragmentsOf } from '@gruppetto/federation'
import {
  type DocumentNode,
  type GraphQLSchema,
  getNamedType,
  getOperationRootType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql'

/**
 * Counts the branches that the query planner must consider: one for each type condition that leads to another type (with fragments
 * expanded), and one for each possible type of a field on an interface. Needs a validated document with a bounded number of selections.
 */
export const branchesOf = (schema: GraphQLSchema, document: DocumentNode): number => {
  const fragments = fragmentsOf(document)
  const typesOf = (typeName: string): number => {
    const type = schema.getType(typeName)
    return isAbstractType(type) ? schema.getPossibleTypes(type).length : 0
  }
  const fieldType = (typeName: string, name: string): string | null => {
    const type = schema.getType(typeName)
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined
    const named = field === undefined ? null : getNamedType(field.type)
    return isCompositeType(named) ? named.name : null
  }
  const ofSet = (set: SelectionSetNode, typeName: string): number => {
    let count = 0
    const ofCondition = (condition: string, inner: SelectionSetNode): void => {
      count += (condition === typeName ? 0 : 1) + ofSet(inner, condition)
    }
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        if (selection.name.value.startsWith('__')) continue
        count += typesOf(typeName)
        const below = fieldType(typeName, selection.name.value)
        if (below !== null && selection.selectionSet !== undefined) count += ofSet(selection.selectionSet, below)
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        ofCondition(selection.typeCondition?.name.value ?? typeName, selection.selectionSet)
      } else {
        const fragment = fragments.get(selection.name.value)
        if (fragment !== undefined) ofCondition(fragment.typeCondition.name.value, fragment.selectionSet)
      }
    }
    return count
  }
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION)
  return Math.max(
    0,
    ...operations.map((operation) => ofSet(operation.selectionSet, getOperationRootType(schema, operation).name)),
  )
}
