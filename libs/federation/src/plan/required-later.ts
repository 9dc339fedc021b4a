import type { FetchNode, FlattenNodePathSegment, PlanNode, RequiresSelection } from '@graphql-hive/router-query-planner'
import {
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  print,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'
import type { SubgraphParts } from '../schema/subgraph-parts.ts'
import { keyOf, named, setOf, TYPENAME } from './nodes.ts'
import { withUsedVariables } from './normal-form.ts'
import type { Override } from './planner.ts'

/** An operation without its fields that require others, but with what they require, and the fetches that ask for them when it is done. */
export interface Later {
  readonly operation: OperationDefinitionNode
  readonly after: PlanNode
}

/** One fetch of entities, while it grows. */
interface Group {
  readonly subgraph: string
  readonly type: string
  readonly path: readonly FlattenNodePathSegment[]
  readonly fields: FieldNode[]
  readonly told: Map<string, RequiresSelection>
}

interface Place {
  readonly type: GraphQLCompositeType
  readonly path: readonly FlattenNodePathSegment[]
}

const isList = (type: GraphQLOutputType): boolean => isListType(isNonNullType(type) ? type.ofType : type)

/**
 * Takes the fields with @requires out of an operation in its normal form, and asks for what they require in their place; their own subgraphs
 * are asked when that is there. It takes more requests than a plan of the whole, and less of a planner: neither can plan each chain of fields that
 * require each other. Returns null where no field requires anything.
 */
export const requiredLater = (
  schema: GraphQLSchema,
  parts: SubgraphParts,
  operation: OperationDefinitionNode,
  override: Override,
): Later | null => {
  const root = schema.getRootType(operation.operation)
  if (root === undefined || root === null || operation.operation === 'subscription') return null
  const groups = new Map<string, Group>()
  const numbers = new Map<string, number>()
  /** Returns a key that only the same field with the same arguments has. */
  const keyFor = (field: FieldNode): string => {
    if (field.selectionSet === undefined && (field.arguments ?? []).length === 0) return field.name.value
    const text = print(field)
    const number = numbers.get(text) ?? numbers.size
    numbers.set(text, number)
    return `${field.name.value}__later${number}`
  }

  /** Returns what is asked for so that it can be told, and how it is told. */
  const tell = (set: SelectionSetNode): { readonly asked: SelectionNode[]; readonly told: RequiresSelection[] } => {
    const asked: SelectionNode[] = []
    const told: RequiresSelection[] = []
    for (const selection of set.selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) continue
      const below = selection.selectionSet === undefined ? null : tell(selection.selectionSet)
      const inner = below === null ? {} : { selectionSet: setOf(below.asked) }
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        asked.push({ ...selection, ...inner } as SelectionNode)
        told.push({
          kind: 'InlineFragment',
          typeCondition: selection.typeCondition?.name.value ?? '',
          selections: below?.told ?? [],
        })
        continue
      }
      const key = keyFor(selection)
      const name = selection.name.value
      const alias = key === name ? {} : { alias: named(key) }
      asked.push({ ...selection, ...alias, ...inner })
      told.push({ kind: 'Field', name: key, ...(key === name ? {} : { alias: name }), selections: below?.told ?? [] })
    }
    return { asked, told }
  }

  /** Whether clients may ask for all of a set: what is @inaccessible cannot be asked for in an operation. */
  const isAskable = (type: string, { selections }: SelectionSetNode): boolean =>
    selections.every((selection) => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return false
      if (selection.kind === Kind.INLINE_FRAGMENT)
        return isAskable(selection.typeCondition?.name.value ?? type, selection.selectionSet)
      const parent = schema.getType(type)
      const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[selection.name.value] : undefined
      if (field === undefined) return selection.name.value === TYPENAME.name.value
      return selection.selectionSet === undefined || isAskable(getNamedType(field.type).name, selection.selectionSet)
    })

  /** Returns who answers a field once it is told something, or null for a field that somebody answers without. */
  const requirerOf = (
    type: string,
    name: string,
  ): { subgraph: string; key: SelectionSetNode; requires: SelectionSetNode } | null => {
    let found: { subgraph: string; key: SelectionSetNode; requires: SelectionSetNode } | null = null
    for (const [subgraph, types] of parts) {
      const part = types.get(type)
      const field = part?.fields.get(name)
      if (part === undefined || field?.isResolved(override) !== true) continue
      if (field.requires === null) return null
      const key = part.keys.find(({ isResolvable, fields }) => isResolvable && isAskable(type, fields))
      if (key !== undefined) found = { subgraph, key: key.fields, requires: field.requires }
    }
    return found
  }

  const toldAs = (selection: RequiresSelection): string =>
    selection.kind === 'Field' ? (selection.alias ?? selection.name) : JSON.stringify(selection)
  /** Returns a group in which nothing else is told under the same name: two fields may require one with different arguments. */
  const groupFor = (
    subgraph: string,
    type: string,
    path: readonly FlattenNodePathSegment[],
    told: readonly RequiresSelection[],
  ): Group => {
    for (let number = 0; ; number += 1) {
      const key = JSON.stringify([subgraph, type, path, number])
      const known = groups.get(key)
      if (known === undefined) {
        const group: Group = { subgraph, type, path, fields: [], told: new Map() }
        groups.set(key, group)
        return group
      }
      const isSame = (one: RequiresSelection): boolean =>
        JSON.stringify(known.told.get(toldAs(one)) ?? one) === JSON.stringify(one)
      if (told.every(isSame)) return known
    }
  }

  const selectionsOf = ({ selections }: SelectionSetNode, place: Place): SelectionNode[] =>
    selections.flatMap((selection): SelectionNode[] => {
      if (selection.kind === Kind.FIELD) return fieldOf(selection, place)
      if (selection.kind === Kind.FRAGMENT_SPREAD) return [selection]
      const type = selection.typeCondition === undefined ? place.type : schema.getType(selection.typeCondition.name.value)
      if (!isCompositeType(type)) return [selection]
      const path = type === place.type ? place.path : [...place.path, { TypeCondition: [type.name] }]
      return [{ ...selection, selectionSet: setOf(selectionsOf(selection.selectionSet, { type, path })) }]
    })

  const fieldOf = (node: FieldNode, { type, path }: Place): SelectionNode[] => {
    const name = node.name.value
    const field = isUnionType(type) ? undefined : type.getFields()[name]
    if (field === undefined) return [node]
    if (isAbstractType(type)) {
      const possible = schema.getPossibleTypes(type)
      if (possible.some((one) => requirerOf(one.name, name) !== null)) {
        return possible.map((one) => ({
          kind: Kind.INLINE_FRAGMENT,
          typeCondition: { kind: Kind.NAMED_TYPE, name: named(one.name) },
          selectionSet: setOf(fieldOf(node, { type: one, path: [...path, { TypeCondition: [one.name] }] })),
        }))
      }
    }
    const requirer = type === root ? null : requirerOf(type.name, name)
    if (requirer !== null) {
      const { subgraph, key, requires } = requirer
      const { asked, told } = tell(setOf([...key.selections, ...requires.selections]))
      const group = groupFor(subgraph, type.name, path, told)
      group.fields.push(node)
      for (const one of told) group.told.set(toldAs(one), one)
      return [TYPENAME, ...asked]
    }
    const below = getNamedType(field.type)
    if (node.selectionSet === undefined || !isCompositeType(below)) return [node]
    const step: FlattenNodePathSegment[] = [{ Field: keyOf(node) }, ...(isList(field.type) ? (['@'] as const) : [])]
    return [{ ...node, selectionSet: setOf(selectionsOf(node.selectionSet, { type: below, path: [...path, ...step] })) }]
  }

  const fetchOf = ({ subgraph, type, path, fields, told }: Group): PlanNode => {
    const { variableDefinitions: definitions = [] } = withUsedVariables({ ...operation, selectionSet: setOf(fields) })
    const declared = ['$representations: [_Any!]!', ...definitions.map(print)].join(', ')
    const asked = fields.map(print).join(' ')
    const node: FetchNode = {
      kind: 'Fetch',
      serviceName: subgraph,
      operationKind: 'query',
      operation: `query(${declared}) { _entities(representations: $representations) { ... on ${type} { ${asked} } } }`,
      variableUsages: definitions.map(({ variable }) => variable.name.value),
      requires: [
        {
          kind: 'InlineFragment',
          typeCondition: type,
          selections: [{ kind: 'Field', name: '__typename', selections: [] }, ...told.values()],
        },
      ],
    }
    return { kind: 'Flatten', path: [...path], node }
  }

  const selectionSet = setOf(selectionsOf(operation.selectionSet, { type: root, path: [] }))
  if (groups.size === 0) return null
  return { operation: { ...operation, selectionSet }, after: { kind: 'Parallel', nodes: [...groups.values()].map(fetchOf) } }
}
