import {
  type DirectiveNode,
  type FieldNode,
  type FragmentSpreadNode,
  type GraphQLCompositeType,
  GraphQLError,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  type InlineFragmentNode,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  print,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql'
import type { Fragments } from '../fragments.ts'
import { argumentOf } from '../schema/arguments.ts'
import type { SubgraphParts } from '../schema/subgraph-parts.ts'
import { named, setOf, TYPENAME } from './nodes.ts'

/** An operation without fragments that are named: as the client reads its answer, and as it is planned. */
export interface NormalForm {
  readonly client: OperationDefinitionNode
  readonly planned: OperationDefinitionNode
  /** Returns the key that a field of `client` is planned with. */
  readonly keyOf: (node: FieldNode) => string
}

/** The values of the variables that @skip and @include name. Null leaves the directives where they are. */
export type ConditionValues = Readonly<Record<string, boolean>> | null

/** Returns the names of the variables that @skip and @include of an operation ask. */
export const conditionVariables = (operation: OperationDefinitionNode, fragments: Fragments): readonly string[] => {
  const names = new Set<string>()
  const visitor = {
    Directive: (directive: DirectiveNode) => {
      const { name } = directive
      const value = argumentOf(directive, 'if')
      if ((name.value === 'skip' || name.value === 'include') && value?.kind === Kind.VARIABLE) names.add(value.name.value)
    },
  }
  visit(operation.selectionSet, visitor)
  for (const { selectionSet } of fragments.values()) visit(selectionSet, visitor)
  return [...names].sort()
}

/** Returns the error of a variable that @skip or @include asks and that is null, which only one with a default can be. Null where none is. */
export const nullCondition = (names: readonly string[], values: Readonly<Record<string, unknown>>): GraphQLError | null => {
  const name = names.find((one) => values[one] === null)
  return name === undefined
    ? null
    : new GraphQLError(`Variable "$${name}" must not be null, since @skip or @include asks for it.`, {
        extensions: { code: 'BAD_USER_INPUT' },
      })
}

const isAsked = ({ directives }: SelectionNode, values: ConditionValues): boolean =>
  (directives ?? []).every((directive) => {
    const { name } = directive
    if (name.value !== 'skip' && name.value !== 'include') return true
    const value = argumentOf(directive, 'if')
    const known =
      value?.kind === Kind.BOOLEAN ? value.value : value?.kind === Kind.VARIABLE ? values?.[value.name.value] : undefined
    return known === undefined || known === (name.value === 'include')
  })

export interface NormalFormOptions {
  /** The schema for clients. */
  readonly schema: GraphQLSchema
  readonly shapes: Shapes
  /**
   * The fields that a key or a @requires names with fields below them, or with arguments: a client's part of them that fails must not take the
   * planner's with it, and what a client asks without arguments is not what a @requires asks with some.
   */
  readonly reserved: ReadonlySet<string>
  readonly values: ConditionValues
}

/** Of which types the fields are that have one name. */
export interface Shapes {
  /** Returns the type of a field where most fields of that name are of another one, else an empty text. */
  readonly odd: (type: GraphQLCompositeType | null, field: string) => string
}

/** Fields of different types may not share a key, even if nothing has both: an operation would not be valid. */
export const shapesOf = (schema: GraphQLSchema): Shapes => {
  const counts = new Map<string, Map<string, number>>()
  for (const type of Object.values(schema.getTypeMap())) {
    // No subgraph is asked for what the schema says of itself.
    if (isIntrospectionType(type) || (!isObjectType(type) && !isInterfaceType(type))) continue
    for (const field of Object.values(type.getFields())) {
      const known = counts.get(field.name) ?? new Map<string, number>()
      counts.set(field.name, known)
      const shape = String(field.type)
      known.set(shape, (known.get(shape) ?? 0) + 1)
    }
  }
  const usual = new Map(
    [...counts].map(([name, shapes]) => [name, [...shapes].reduce((most, one) => (one[1] > most[1] ? one : most))[0]]),
  )
  return {
    odd: (type, name) => {
      const field = type === null || isUnionType(type) ? undefined : type.getFields()[name]
      const shape = field === undefined ? '' : String(field.type)
      return shape === '' || shape === usual.get(name) ? '' : shape
    },
  }
}

/** A place of an operation: its type, and the object types that can be there. */
interface Place {
  readonly type: GraphQLCompositeType
  readonly possible: ReadonlySet<GraphQLObjectType>
}

/**
 * Resolves @skip and @include, writes named fragments in place, and gives each field the key that it is planned with, whatever the client
 * calls it: its own name. A field with arguments, or one that has another type than most fields of its name, has a key that only the same
 * field with the same arguments has. So a client's `id: code` is not taken for a key, nor `length(unit: MILE)` for the `length` that
 * a @requires asks for, and a value that a client asks under two names is asked once. Fields of the root that have two names stay two, since each
 * of a mutation runs. What is planned has no fragments that nothing can be in, and none on a union: one for each of its types instead.
 */
export const normalFormOf = (
  operation: OperationDefinitionNode,
  fragments: Fragments,
  { schema, shapes, reserved, values }: NormalFormOptions,
): NormalForm => {
  const root = schema.getRootType(operation.operation)
  if (root === undefined || root === null) throw new Error(`the schema has no ${operation.operation}`)
  const keys = new Map<FieldNode, string>()
  const numbers = new Map<string, number>()
  const keyFor = ({ alias, name, arguments: given = [], selectionSet }: FieldNode, type: GraphQLCompositeType | null): string => {
    const isOfRoot = type === root
    // Two objects under two names stay two: where a field of one fails, the other need not be null. And each field of a mutation runs.
    const own = isOfRoot || selectionSet !== undefined ? (alias?.value ?? name.value) : ''
    if (isOfRoot && own === name.value) return own
    const isItself = !isOfRoot && !reserved.has(name.value) && (selectionSet === undefined || own === name.value)
    const shape = selectionSet === undefined ? shapes.odd(type, name.value) : ''
    if (given.length === 0 && isItself && shape === '') return name.value
    const text = `${own}:${name.value}(${given.map(print).sort().join()})${shape}`
    const number = numbers.get(text) ?? numbers.size
    numbers.set(text, number)
    return `${name.value}__${number}`
  }
  const left = ({ directives = [] }: SelectionNode) => (values === null ? { directives } : { directives: [] })
  const fragmentOf = (selection: FragmentSpreadNode | InlineFragmentNode) =>
    selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value)

  const clientSet = ({ selections }: SelectionSetNode, type: GraphQLCompositeType | null): SelectionSetNode =>
    setOf(
      selections.flatMap((selection): SelectionNode[] => {
        if (!isAsked(selection, values)) return []
        if (selection.kind !== Kind.FIELD) {
          const fragment = fragmentOf(selection)
          if (fragment === undefined) return []
          const { typeCondition } = fragment
          const narrowed = typeCondition === undefined ? type : schema.getType(typeCondition.name.value)
          const inner = clientSet(fragment.selectionSet, isCompositeType(narrowed) ? narrowed : null)
          const condition = typeCondition === undefined ? {} : { typeCondition }
          return inner.selections.length === 0
            ? []
            : [{ kind: Kind.INLINE_FRAGMENT, ...condition, ...left(selection), selectionSet: inner }]
        }
        const { name, selectionSet } = selection
        const key = keyFor(selection, type)
        const of = type === null || isUnionType(type) ? undefined : type.getFields()[name.value]
        const inner = of === undefined ? undefined : getNamedType(of.type)
        const below =
          selectionSet === undefined ? {} : { selectionSet: clientSet(selectionSet, isCompositeType(inner) ? inner : null) }
        const field: FieldNode = { ...selection, ...left(selection), ...below }
        keys.set(selection, key)
        keys.set(field, key)
        return [field]
      }),
    )

  const placeOf = (type: GraphQLCompositeType): Place => ({
    type,
    possible: new Set(isAbstractType(type) ? schema.getPossibleTypes(type) : [type]),
  })
  const plannedSelections = ({ selections }: SelectionSetNode, place: Place): SelectionNode[] =>
    selections.flatMap((selection): SelectionNode[] => {
      if (!isAsked(selection, values)) return []
      if (selection.kind === Kind.FIELD) return plannedField(selection, place)
      const fragment = fragmentOf(selection)
      if (fragment === undefined) return []
      const inner = plannedFragment(fragment.typeCondition?.name.value, fragment.selectionSet, place)
      const { directives } = left(selection)
      if (directives.length === 0 || inner.length === 0) return inner
      return [{ kind: Kind.INLINE_FRAGMENT, directives, selectionSet: setOf(inner) }]
    })
  const plannedFragment = (condition: string | undefined, set: SelectionSetNode, place: Place): SelectionNode[] => {
    const type = condition === undefined ? place.type : schema.getType(condition)
    if (!isCompositeType(type)) return []
    const possible = new Set([...placeOf(type).possible].filter((one) => place.possible.has(one)))
    if (possible.size === 0) return []
    // An object type has all the fields of its interfaces.
    if (type === place.type || isObjectType(place.type)) return plannedSelections(set, place)
    const places: Place[] = isUnionType(type) ? [...possible].map(placeOf) : [{ type, possible }]
    return places.flatMap((below): SelectionNode[] => {
      const inner = plannedSelections(set, below)
      const typeCondition = { kind: Kind.NAMED_TYPE, name: named(below.type.name) } as const
      return inner.length === 0 ? [] : [{ kind: Kind.INLINE_FRAGMENT, typeCondition, selectionSet: setOf(inner) }]
    })
  }
  const plannedField = (node: FieldNode, { type }: Place): SelectionNode[] => {
    const { name, arguments: given = [], selectionSet } = node
    // No subgraph can answer these for all, and the root's name is known.
    if (name.value === '__schema' || name.value === '__type' || (type === root && name.value === '__typename')) return []
    const key = keys.get(node) ?? name.value
    const field = isUnionType(type) ? undefined : type.getFields()[name.value]
    const below = field === undefined ? undefined : getNamedType(field.type)
    const inner = selectionSet === undefined || !isCompositeType(below) ? null : plannedSelections(selectionSet, placeOf(below))
    return [
      {
        kind: Kind.FIELD,
        name,
        arguments: given,
        ...left(node),
        ...(key === name.value ? {} : { alias: named(key) }),
        ...(inner === null ? {} : { selectionSet: setOf(inner.length === 0 ? [TYPENAME] : inner) }),
      },
    ]
  }

  const client = clientSet(operation.selectionSet, root)
  return {
    client: { ...operation, selectionSet: client },
    planned: { ...operation, selectionSet: setOf(plannedSelections(operation.selectionSet, placeOf(root))) },
    keyOf: (node) => keys.get(node) ?? node.alias?.value ?? node.name.value,
  }
}

/** Returns the names of the fields with fields below them, or with arguments, in the keys and the @requires of a supergraph. */
export const reservedFields = (parts: SubgraphParts): ReadonlySet<string> => {
  const names = new Set<string>()
  const add = (set: SelectionSetNode | null): void => {
    if (set === null) return
    visit(set, {
      Field: ({ name, arguments: asked = [], selectionSet }) => {
        if (selectionSet !== undefined || asked.length > 0) names.add(name.value)
      },
    })
  }
  for (const types of parts.values()) {
    for (const { keys, fields } of types.values()) {
      for (const key of keys) add(key.fields)
      for (const { requires } of fields.values()) add(requires)
    }
  }
  return names
}

/** Declares only the variables that an operation uses. */
export const withUsedVariables = (operation: OperationDefinitionNode): OperationDefinitionNode => {
  const used = new Set<string>()
  visit(operation.selectionSet, { Variable: ({ name }) => void used.add(name.value) })
  return {
    ...operation,
    variableDefinitions: (operation.variableDefinitions ?? []).filter(({ variable }) => used.has(variable.name.value)),
  }
}
