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
import type { Fragments } from './fragments.ts'
import type { IntrospectionCost } from './introspection.ts'

/** A list that says nothing of its length: laps, mentions, sessions. */
const LIST_SIZE = 10
const PAGE_SIZE = 20
const DAY_MS = 86_400_000
/** Ten years: a longer range is refused by the field itself, with a better message. */
const MOST_DAYS = 3660
const MUTATION_COST = 10
const LEAF_COST = 0.1
/** The same leaf again under another name: no client needs many, and each is worked out and written. */
const RENAMED_LEAF_COST = 1
/** What only carries a page. */
const plumbing = new Set(['edges', 'pageInfo'])

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
  /** The part of it that is introspection. */
  readonly introspection: number
}

/** A list asked for by ids has one item for each of them. */
const isIdList = ({ type }: GraphQLArgument): boolean => {
  const list = getNullableType(type)
  return isListType(list) && getNamedType(list).name === 'ID'
}

/**
 * What an operation may cost at most: 1 for each object it may answer, lists multiplied by the size asked for (`first` or `last`, ids, what
 * the contract declares, else 10), a tenth for each leaf and 1 for one under an alias, points where the contract declares them, introspection
 * by what it lists. Pure; needs a validated document.
 */
export const costOf = ({ schema, declared, operation, fragments, variables, introspection }: CostRequest): Cost => {
  let introspected = 0
  const defaults = new Map(operation.variableDefinitions?.map((node) => [node.variable.name.value, node.defaultValue]))

  const plain = (node: ValueNode): unknown => {
    if (node.kind === Kind.VARIABLE) {
      const name = node.name.value
      if (variables[name] !== undefined) return variables[name]
      const fallback = defaults.get(name)
      return fallback === undefined ? undefined : plain(fallback)
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
    const value = given === undefined ? undefined : plain(given.value)
    return value === undefined ? declaredArgument.defaultValue : value
  }

  const pageSize = (node: FieldNode, field: GraphQLField<unknown, unknown>): number | null => {
    if (!field.args.some((each) => each.name === 'first' || each.name === 'last')) return null
    const last = argument(node, field, 'last')
    const asked = typeof last === 'number' ? last : argument(node, field, 'first')
    const size = typeof asked === 'number' ? asked : PAGE_SIZE
    // A larger page is refused by the field itself, with a better message.
    return Math.min(Math.max(size, 0), MAX_PAGE_SIZE)
  }

  /** The most items that so many days can touch: a week may be cut at both ends. */
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
    says: DeclaredCost | undefined,
    inherited: number | null,
  ): number =>
    pageSize(node, field) ??
    rangeSize(node, field, says?.rangeSize) ??
    inherited ??
    idCount(node, field) ??
    says?.listSize?.assumedSize ??
    LIST_SIZE

  const pointsCost = (node: FieldNode, field: GraphQLField<unknown, unknown>, says: DeclaredCost['pointsCost']): number => {
    if (says === undefined) return 0
    const points = argument(node, field, says.argument)
    return typeof points === 'number' ? Math.ceil(Math.max(points, 0) / says.pointsPerCost) : says.all
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
    const says = declared.get(typeName)?.get(node.name.value)
    const points = pointsCost(node, field, says?.pointsCost)
    if (!isCompositeType(named) || node.selectionSet === undefined) return leaf + points
    const isList = isListType(getNullableType(field.type))
    // The size of a page is asked of the connection and multiplies the list inside it.
    const below = ofSet(node.selectionSet, named.name, isList ? null : pageSize(node, field))
    const own = plumbing.has(node.name.value) ? 0 : 1
    const times = isList ? listSize(node, field, says, inherited) : 1
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
