import type { Fragments } from '@gruppetto/federation'
import {
  type FieldNode,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql'

/** Returns the cost of an introspection field, in the same unit as the cost of an operation. */
export type IntrospectionCost = (node: FieldNode, fragments: Fragments) => number

/** Cheap, because introspection reads memory: it asks no subgraph and no database. */
const OBJECT_COST = 1 / 20
const LEAF_COST = OBJECT_COST / 10
/** The average length of `ofType`: most types wrap no other type, or one that wraps none. */
const WRAPPED = 0.6

/** Returns the lengths of the introspection lists of this schema; for lists within a type, the average. */
const lengthsOf = (schema: GraphQLSchema): Readonly<Record<string, number>> => {
  const types = Object.values(schema.getTypeMap())
  const withFields = types.filter((type) => isObjectType(type) || isInterfaceType(type))
  const fields = withFields.flatMap((type) => Object.values(type.getFields()))
  const inputs = types.filter((type) => isInputObjectType(type)).flatMap((type) => Object.values(type.getFields()))
  const values = types.filter((type) => isEnumType(type)).flatMap((type) => type.getValues())
  const each = (list: readonly unknown[], among: readonly unknown[]): number => list.length / Math.max(1, among.length)
  return {
    types: types.length,
    directives: schema.getDirectives().length,
    fields: each(fields, types),
    inputFields: each(inputs, types),
    enumValues: each(values, types),
    interfaces: each(
      withFields.flatMap((type) => type.getInterfaces()),
      types,
    ),
    possibleTypes: each(
      withFields.flatMap((type) => type.getInterfaces()),
      types,
    ),
    args: Math.max(
      1,
      each(
        fields.flatMap((field) => field.args),
        fields,
      ),
    ),
    ofType: WRAPPED,
  }
}

/** Computes the cost of `__schema` and `__type` from what they list in this schema. Needs a validated document of bounded size. */
export const introspectionCostOf = (schema: GraphQLSchema): IntrospectionCost => {
  const lengths = lengthsOf(schema)
  const ofSet = (set: SelectionSetNode, fragments: Fragments): number => {
    let cost = 0
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) cost += ofField(selection, fragments)
      else {
        const inner =
          selection.kind === Kind.INLINE_FRAGMENT ? selection.selectionSet : fragments.get(selection.name.value)?.selectionSet
        if (inner !== undefined) cost += ofSet(inner, fragments)
      }
    }
    return cost
  }
  const ofField = (node: FieldNode, fragments: Fragments): number =>
    node.selectionSet === undefined
      ? LEAF_COST
      : (lengths[node.name.value] ?? 1) * (OBJECT_COST + ofSet(node.selectionSet, fragments))
  return ofField
}
