import { MAX_PAGE_SIZE } from '@gruppetto/graph'
import {
  type FieldNode,
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
import type { Fragments } from './fragments.ts'
import type { IntrospectionCost } from './introspection.ts'

/** A list that says nothing of its length: laps, mentions, sessions. */
const LIST_SIZE = 10
const PAGE_SIZE = 20
const DAY_MS = 86_400_000
/** Ten years: a longer range is refused by the field itself, with a better message. */
const MOST_DAYS = 3660
const MUTATION_COST = 10
/** A whole recording, where no number of points is asked for. */
const FULL_STREAM_COST = 200
const POINTS_PER_COST = 100
const LEAF_COST = 0.1
/** The same leaf again under another name: no client needs many, and each is worked out and written. */
const RENAMED_LEAF_COST = 1
/** What only carries a page. */
const plumbing = new Set(['edges', 'pageInfo'])

export interface CostRequest {
  readonly schema: GraphQLSchema
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

/**
 * What an operation may cost at most: 1 for each object it may answer, lists multiplied by the size asked for (`first`, `last`, `ids`,
 * else the default of the schema, else the days or weeks of a range, else 10), a tenth for each leaf and 1 for one under an alias, streams
 * by their points besides, introspection by what it lists. Pure; needs a validated document.
 */
export const costOf = ({ schema, operation, fragments, variables, introspection }: CostRequest): Cost => {
  let introspected = 0
  const declared = new Map(operation.variableDefinitions?.map((node) => [node.variable.name.value, node.defaultValue]))

  const plain = (node: ValueNode): unknown => {
    if (node.kind === Kind.VARIABLE) {
      const name = node.name.value
      if (variables[name] !== undefined) return variables[name]
      const fallback = declared.get(name)
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

  /** A list between two days has one entry for each, or for each week that they touch where its entries begin with one. */
  const rangeSize = (node: FieldNode, field: GraphQLField<unknown, unknown>): number | null => {
    const [since, until] = [argument(node, field, 'since'), argument(node, field, 'until')]
    const entry = getNamedType(field.type)
    if (typeof since !== 'string' || typeof until !== 'string' || !isObjectType(entry)) return null
    const days = Math.floor((Date.parse(until) - Date.parse(since)) / DAY_MS) + 1
    if (Number.isNaN(days)) return null
    const counted = Math.min(Math.max(days, 0), MOST_DAYS)
    const { date, weekStart } = entry.getFields()
    if (weekStart !== undefined) return Math.ceil(counted / 7) + 1
    return date === undefined ? null : counted
  }

  const listSize = (node: FieldNode, field: GraphQLField<unknown, unknown>, inherited: number | null): number => {
    const own = pageSize(node, field) ?? rangeSize(node, field) ?? inherited
    if (own !== null) return own
    const ids = argument(node, field, 'ids')
    return Array.isArray(ids) ? ids.length : LIST_SIZE
  }

  const streamCost = (node: FieldNode, field: GraphQLField<unknown, unknown>): number => {
    if (!field.args.some((each) => each.name === 'maxPoints')) return 0
    const points = argument(node, field, 'maxPoints')
    return typeof points === 'number' ? Math.ceil(Math.max(points, 0) / POINTS_PER_COST) : FULL_STREAM_COST
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
    if (!isCompositeType(named) || node.selectionSet === undefined) return leaf + streamCost(node, field)
    const isList = isListType(getNullableType(field.type))
    // The size of a page is asked of the connection and multiplies the list inside it.
    const below = ofSet(node.selectionSet, named.name, isList ? null : pageSize(node, field))
    const own = plumbing.has(node.name.value) ? 0 : 1
    const times = isList ? listSize(node, field, inherited) : 1
    return times * (own + below) + streamCost(node, field)
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
