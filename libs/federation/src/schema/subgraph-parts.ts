import { type ConstDirectiveNode, type DocumentNode, isTypeDefinitionNode, Kind, print, type SelectionSetNode } from 'graphql'
import type { Override } from '../plan/planner.ts'
import { argumentOf, textArgument } from './arguments.ts'
import { fieldSet, marksOf, nameOf, wordOf } from './marks.ts'
import { subgraphsOf } from './subgraphs-of.ts'

/** A field as one subgraph has it. */
export interface FieldPart {
  /** The name of its type, without lists. */
  readonly type: string
  /** Its type in this subgraph, with lists and `!`. */
  readonly shape: string
  /** Whether the subgraph answers it for each object that it has, and not only where it is provided. */
  readonly isResolved: (override: Override) => boolean
  readonly requires: SelectionSetNode | null
  readonly provides: SelectionSetNode | null
}

export interface Key {
  readonly fields: SelectionSetNode
  readonly isResolvable: boolean
}

/** A type as one subgraph has it. */
export interface TypePart {
  readonly isAbstract: boolean
  readonly keys: readonly Key[]
  readonly fields: ReadonlyMap<string, FieldPart>
  /** The object types of the subgraph that it stands for: itself, unless it is abstract. */
  readonly possible: ReadonlySet<string>
}

/** What each subgraph has of a supergraph, by the name of the subgraph and of the type. */
export type SubgraphParts = ReadonlyMap<string, ReadonlyMap<string, TypePart>>

/** Whether a label of a progressive @override is one that is taken over. */
const isActive = (label: string, { labels, percentage }: Override): boolean => {
  const percent = /^percent\(([\d.]+)\)$/.exec(label)
  return percent === null ? labels.has(label) : percentage < Number(percent[1])
}

const graphOf = (mark: ConstDirectiveNode): string | undefined => wordOf(mark, 'graph')

const isTrue = (mark: ConstDirectiveNode, name: string): boolean => {
  const value = argumentOf(mark, name)
  return value?.kind === Kind.BOOLEAN && value.value
}

/** Returns the fields that an argument names, or null where it is left out. */
const fieldsIn = (mark: ConstDirectiveNode, name: string): SelectionSetNode | null => {
  const text = textArgument(mark, name)
  return text === undefined ? null : (fieldSet(text) ?? null)
}

const resolvedBy = (mark: ConstDirectiveNode): FieldPart['isResolved'] => {
  if (isTrue(mark, 'external')) return () => false
  const label = textArgument(mark, 'overrideLabel')
  if (label === undefined) return isTrue(mark, 'usedOverridden') ? () => false : () => true
  const isNew = textArgument(mark, 'override') !== undefined
  return (override) => isActive(label, override) === isNew
}

/** Returns the names of the root types, by the kind of operation. */
export const rootNamesOf = ({ definitions }: DocumentNode): Readonly<Record<string, string>> => ({
  query: 'Query',
  mutation: 'Mutation',
  subscription: 'Subscription',
  ...Object.fromEntries(
    definitions
      .flatMap((node) => (node.kind === Kind.SCHEMA_DEFINITION ? node.operationTypes : []))
      .map(({ operation, type }) => [operation, type.name.value]),
  ),
})

/** Reads what each subgraph has from the `join` directives of a supergraph, of version 0.3 of their specification or later. */
export const subgraphPartsOf = (supergraph: DocumentNode): SubgraphParts => {
  const names = new Map([...subgraphsOf(supergraph).values()].map(({ name, graph }) => [graph, name]))
  const parts = new Map([...names.values()].map((name) => [name, new Map<string, TypePart>()]))

  /** The object types that stand for an abstract type, by "subgraph Type". */
  const below = new Map<string, Set<string>>()
  const addBelow = (graph: string | undefined, parent: string | undefined, child: string): void => {
    const key = `${graph} ${parent}`
    const known = below.get(key)
    if (known === undefined) below.set(key, new Set([child]))
    else known.add(child)
  }
  for (const node of supergraph.definitions) {
    if (node.kind === Kind.OBJECT_TYPE_DEFINITION)
      for (const mark of marksOf(node, 'join__implements'))
        addBelow(graphOf(mark), textArgument(mark, 'interface'), node.name.value)
    if (node.kind === Kind.UNION_TYPE_DEFINITION)
      for (const mark of marksOf(node, 'join__unionMember'))
        addBelow(graphOf(mark), node.name.value, textArgument(mark, 'member') ?? '')
  }

  for (const node of supergraph.definitions) {
    if (!isTypeDefinitionNode(node)) continue
    const type = node.name.value
    const marks = marksOf(node, 'join__type')
    for (const graph of new Set(marks.map(graphOf))) {
      const own = marks.filter((mark) => graphOf(mark) === graph)
      const isObject = node.kind === Kind.OBJECT_TYPE_DEFINITION || own.some((mark) => isTrue(mark, 'isInterfaceObject'))
      const fields = new Map<string, FieldPart>()
      for (const field of node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION
        ? (node.fields ?? [])
        : []) {
        const all = marksOf(field, 'join__field')
        const mark = all.find((one) => graphOf(one) === graph)
        // Without any such directive a field is in all subgraphs that have the type.
        if (mark === undefined && all.length > 0) continue
        fields.set(field.name.value, {
          type: nameOf(field.type),
          shape: (mark === undefined ? undefined : textArgument(mark, 'type')) ?? print(field.type),
          isResolved: mark === undefined ? () => true : resolvedBy(mark),
          requires: mark === undefined ? null : fieldsIn(mark, 'requires'),
          provides: mark === undefined ? null : fieldsIn(mark, 'provides'),
        })
      }
      const keys = own.flatMap((mark): Key[] => {
        const key = fieldsIn(mark, 'key')
        const resolvable = argumentOf(mark, 'resolvable')
        return key === null ? [] : [{ fields: key, isResolvable: resolvable?.kind !== Kind.BOOLEAN || resolvable.value }]
      })
      const possible = isObject ? new Set([type]) : (below.get(`${graph} ${type}`) ?? new Set<string>())
      parts.get(names.get(graph ?? '') ?? '')?.set(type, { isAbstract: !isObject, keys, fields, possible })
    }
  }
  return parts
}
