import type { Fragments } from '@gruppetto/federation'
import {
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql'
import { wrapperFields } from '../limits/cost.ts'
import type { CacheHint, CacheHints } from './cache-hints.ts'

/** Says how long the answer to an operation may be kept, for whom, and which changes end it. */
export interface CachePolicy {
  readonly maxAgeSeconds: number
  /** Whether the answer is the same for everybody. Otherwise it depends on who asks. */
  readonly isPublic: boolean
  /** Returns the ids that the operation asks for, and the names of the types of all else that it selects. */
  dependsOn(variables: Readonly<Record<string, unknown>>): ReadonlySet<string>
}

/** A field that returns objects: their type, and the values of its arguments of the type ID. */
interface Selected {
  readonly type: string
  readonly ids: readonly ValueNode[]
}

const objectsOf = (schema: GraphQLSchema, type: GraphQLNamedType): readonly GraphQLObjectType[] => {
  if (isObjectType(type)) return [type]
  return isAbstractType(type) ? schema.getPossibleTypes(type) : []
}

const idsIn = (node: FieldNode, field: GraphQLField<unknown, unknown>): readonly ValueNode[] =>
  (node.arguments ?? []).flatMap(({ name, value }) => {
    const argument = field.args.find((each) => each.name === name.value)
    return argument !== undefined && getNamedType(argument.type).name === 'ID' ? [value] : []
  })

const valuesOf = (node: ValueNode, variables: Readonly<Record<string, unknown>>): readonly string[] => {
  if (node.kind === Kind.LIST) return node.values.flatMap((value) => valuesOf(value, variables))
  if (node.kind === Kind.STRING) return [node.value]
  const value = node.kind === Kind.VARIABLE ? variables[node.name.value] : null
  return [value].flat().filter((each) => typeof each === 'string')
}

/** Adds what the hint on the type of a field says to what the hint on the field says. */
const joined = (field: CacheHint | undefined, type: CacheHint | undefined): CacheHint => {
  const saysHowLong = field?.maxAge !== undefined || field?.inheritMaxAge === true
  const isPrivate = field?.scope === 'PRIVATE' || type?.scope === 'PRIVATE'
  return { ...(saysHowLong ? field : type), scope: isPrivate ? 'PRIVATE' : 'PUBLIC' }
}

export interface PolicyRequest {
  readonly schema: GraphQLSchema
  readonly hints: CacheHints
  readonly operation: OperationDefinitionNode
  readonly fragments: Fragments
}

/**
 * Returns the policy of a valid query; null when its answer may not be kept. The least of all its fields counts, whatever @skip and
 * @include say. A field without a hint inherits from its parent if it is a leaf or only wraps the items of a connection; otherwise, and at
 * the root, its answer may not be kept.
 */
export const policyOf = ({ schema, hints, operation, fragments }: PolicyRequest): CachePolicy | null => {
  const root = schema.getQueryType()
  if (operation.operation !== 'query' || root === undefined || root === null) return null
  let least = Number.POSITIVE_INFINITY
  let isPublic = true
  const selected: Selected[] = []

  const lookAtField = (node: FieldNode, owner: GraphQLObjectType, inherited: number): void => {
    const name = node.name.value
    if (name === '__typename') return
    const field = owner.getFields()[name]
    if (field === undefined) {
      // Only introspection has fields that no type has.
      if (name.startsWith('__')) least = 0
      return
    }
    const named = getNamedType(field.type)
    const isComposite = isCompositeType(named)
    const hint = joined(hints.ofField(owner.name, name), isComposite ? hints.ofType(named.name) : undefined)
    const inherits = hint.inheritMaxAge === true || !isComposite || wrapperFields.has(name)
    const maxAge = hint.maxAge ?? (inherits ? inherited : 0)
    least = Math.min(least, maxAge)
    if (hint.scope === 'PRIVATE') isPublic = false
    if (!isComposite || node.selectionSet === undefined) return
    selected.push({ type: named.name, ids: idsIn(node, field) })
    lookAt(node.selectionSet, named, maxAge)
  }

  const lookAt = (set: SelectionSetNode, type: GraphQLNamedType, inherited: number): void => {
    for (const selection of set.selections) {
      if (least === 0) return
      if (selection.kind === Kind.FIELD) {
        for (const owner of objectsOf(schema, type)) lookAtField(selection, owner, inherited)
        continue
      }
      const inner = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection
      if (inner === undefined) continue
      const condition = inner.typeCondition === undefined ? type : schema.getType(inner.typeCondition.name.value)
      if (condition !== undefined) lookAt(inner.selectionSet, condition, inherited)
    }
  }

  lookAt(operation.selectionSet, root, 0)
  // An operation that selects no field of a hint, such as { __typename }, is not kept either.
  if (least === 0 || least === Number.POSITIVE_INFINITY) return null
  return {
    maxAgeSeconds: least,
    isPublic,
    dependsOn: (variables) =>
      new Set(
        selected.flatMap(({ type, ids }) => {
          const values = ids.flatMap((id) => valuesOf(id, variables))
          return values.length === 0 ? [type] : values
        }),
      ),
  }
}
