import type { Fragments } from '@gruppetto/federation'
import { MAX_PAGE_SIZE } from '@gruppetto/graph'
import {
  type FieldNode,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql'
import type { DeclaredCost, DeclaredCosts } from './declared-costs.ts'
import type { IntrospectionCost } from './introspection.ts'

/** The assumed length of a list without a declared length, such as laps, mentions or sessions. */
const LIST_SIZE = 10
const PAGE_SIZE = 20
const DAY_MS = 86_400_000
/** Ten years. The field itself refuses a longer range, with a better message. */
const MOST_DAYS = 3660
const MUTATION_COST = 10
const LEAF_COST = 0.1
/** The cost of a leaf under an alias. No client needs many of them, and each is resolved and serialized. */
const RENAMED_LEAF_COST = 1
/** The fields of a connection that only wrap its items. */
export const wrapperFields: ReadonlySet<string> = new Set(['edges', 'pageInfo'])

export interface CostRequest {
  readonly schema: GraphQLSchema
  readonly declared: DeclaredCosts
  readonly operation: OperationDefinitionNode
  readonly fragments: Fragments
  readonly variables: Readonly<Record<string, unknown>>
  readonly introspection: IntrospectionCost
}

export interface Cost {
  readonly cost: number
  /** The part of the cost that is introspection. */
  readonly introspection: number
}

/** Whether the argument is a list of ids. Then the field's list has one item for each id. */
const isIdList = ({ type }: GraphQLArgument): boolean => {
  const list = getNullableType(type)
  return isListType(list) && getNamedType(list).name === 'ID'
}

/**
 * Returns the highest cost that an operation can have: 1 for each object in its answer, a tenth for each leaf, and 1 for a leaf under an
 * alias. The cost of a list is multiplied by its length: `first` or `last`, the number of ids, the length that the contract declares, or
 * 10. Points cost what the contract declares, and introspection costs by what it lists. Pure; needs a validated document.
 */
export const costOf = ({ schema, declared, operation, fragments, variables, introspection }: CostRequest): Cost => {
  let introspected = 0
  const defaults = new Map(operation.variableDefinitions?.map((node) => [node.variable.name.value, node.defaultValue]))

  const toValue = (node: ValueNode): unknown => {
    if (node.kind === Kind.VARIABLE) {
      const name = node.name.value
      if (variables[name] !== undefined) return variables[name]
      const fallback = defaults.get(name)
      return fallback === undefined ? undefined : toValue(fallback)
    }
    if (node.kind === Kind.INT) return Number(node.value)
    if (node.kind === Kind.STRING) return node.value
    if (node.kind === Kind.LIST) return node.values
    return node.kind === Kind.NULL ? null : undefined
  }

  const argument = (node: FieldNode, field: GraphQLField<unknown, unknown>, name: string): unknown => {
    const declaredArgument = field.args.find((each) => each.name === name)
    if (declaredArgument === undefined) return undefined
    const given = node.arguments?.find((each) => each.name.value === name)
    const value = given === undefined ? undefined : toValue(given.value)
    return value === undefined ? declaredArgument.defaultValue : value
  }

  const pageSize = (node: FieldNode, field: GraphQLField<unknown, unknown>): number | null => {
    if (!field.args.some((each) => each.name === 'first' || each.name === 'last')) return null
    const last = argument(node, field, 'last')
    const asked = typeof last === 'number' ? last : argument(node, field, 'first')
    const size = typeof asked === 'number' ? asked : PAGE_SIZE
    // The field itself refuses a larger page, with a better message.
    return Math.min(Math.max(size, 0), MAX_PAGE_SIZE)
  }

  /** Returns how many items a range of days can have at most. Both ends of the range may lie within a week. */
  const rangeSize = (node: FieldNode, field: GraphQLField<unknown, unknown>, range: DeclaredCost['rangeSize']): number | null => {
    if (range === undefined) return null
    const [since, until] = range.arguments.map((name) => argument(node, field, name))
    if (typeof since !== 'string' || typeof until !== 'string') return null
    const days = Math.floor((Date.parse(until) - Date.parse(since)) / DAY_MS) + 1
    if (Number.isNaN(days)) return null
    return days <= 0 ? 0 : Math.ceil((Math.min(days, MOST_DAYS) - 1) / range.daysPerItem) + 1
  }

  const idCount = (node: FieldNode, field: GraphQLField<unknown, unknown>): number | null => {
    const name = field.args.find(isIdList)?.name
    const ids = name === undefined ? null : argument(node, field, name)
    return Array.isArray(ids) ? ids.length : null
  }

  const listSize = (
    node: FieldNode,
    field: GraphQLField<unknown, unknown>,
    declaredCost: DeclaredCost | undefined,
    inherited: number | null,
  ): number =>
    pageSize(node, field) ??
    rangeSize(node, field, declaredCost?.rangeSize) ??
    inherited ??
    idCount(node, field) ??
    declaredCost?.listSize?.assumedSize ??
    LIST_SIZE

  const pointsCost = (node: FieldNode, field: GraphQLField<unknown, unknown>, price: DeclaredCost['pointsCost']): number => {
    if (price === undefined) return 0
    const points = argument(node, field, price.argument)
    return typeof points === 'number' ? Math.ceil(Math.max(points, 0) / price.pointsPerCost) : price.all
  }

  const ofField = (node: FieldNode, typeName: string, inherited: number | null): number => {
    const leaf = node.alias === undefined ? LEAF_COST : RENAMED_LEAF_COST
    if (node.name.value === '__typename') return leaf
    if (node.name.value.startsWith('__')) {
      const listed = introspection(node, fragments)
      introspected += listed
      return listed
    }
    const type = schema.getType(typeName)
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined
    if (field === undefined) return 0
    const named = getNamedType(field.type)
    const declaredCost = declared.get(typeName)?.get(node.name.value)
    const points = pointsCost(node, field, declaredCost?.pointsCost)
    if (!isCompositeType(named) || node.selectionSet === undefined) return leaf + points
    const isList = isListType(getNullableType(field.type))
    // A connection has the argument for the page size, and the list inside it has so many items.
    const below = ofSet(node.selectionSet, named.name, isList ? null : pageSize(node, field))
    const own = wrapperFields.has(node.name.value) ? 0 : 1
    const times = isList ? listSize(node, field, declaredCost, inherited) : 1
    return times * (own + below) + points
  }

  const ofSet = (set: SelectionSetNode, typeName: string, inherited: number | null): number => {
    let cost = 0
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) cost += ofField(selection, typeName, inherited)
      else if (selection.kind === Kind.INLINE_FRAGMENT) {
        cost += ofSet(selection.selectionSet, selection.typeCondition?.name.value ?? typeName, inherited)
      } else {
        const fragment = fragments.get(selection.name.value)
        if (fragment !== undefined) cost += ofSet(fragment.selectionSet, fragment.typeCondition.name.value, inherited)
      }
    }
    return cost
  }

  const root = schema.getRootType(operation.operation)
  if (root === undefined || root === null) return { cost: 0, introspection: 0 }
  const perField = operation.operation === 'mutation' ? MUTATION_COST * operation.selectionSet.selections.length : 0
  const cost = Math.round(perField + ofSet(operation.selectionSet, root.name, null))
  return { cost, introspection: Math.round(introspected) }
}
