import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  isTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type SelectionSetNode,
  type TypeDefinitionNode,
} from 'graphql'
import { linksOf } from './links.ts'
import { fieldSet, marksOf, nameOf, wordOf } from './marks.ts'

type Composite = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode

const isComposite = (node: DefinitionNode | undefined): node is Composite =>
  node?.kind === Kind.OBJECT_TYPE_DEFINITION || node?.kind === Kind.INTERFACE_TYPE_DEFINITION

/** Makes a directive with the graph, and other arguments as texts or booleans. */
const directive = (name: string, graph: string, others: Readonly<Record<string, string | boolean>> = {}): ConstDirectiveNode => ({
  kind: Kind.DIRECTIVE,
  name: { kind: Kind.NAME, value: name },
  arguments: [
    { kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: 'graph' }, value: { kind: Kind.ENUM, value: graph } },
    ...Object.entries(others).map(([key, value]) => ({
      kind: Kind.ARGUMENT as const,
      name: { kind: Kind.NAME as const, value: key },
      value: typeof value === 'string' ? { kind: Kind.STRING as const, value } : { kind: Kind.BOOLEAN as const, value },
    })),
  ],
})

const graphsOf = (node: { readonly directives?: readonly ConstDirectiveNode[] }): string[] => [
  ...new Set(marksOf(node, 'join__type').flatMap((one) => wordOf(one, 'graph') ?? [])),
]

const isMachinery = (name: string): boolean => /^(join|core|link)__/.test(name)

/** Version 0.2 does not say which values of an enum and which members of a union a subgraph has: all of those that are in it. */
const withMembers = (document: DocumentNode): DocumentNode => {
  const graphs = new Map(
    document.definitions.flatMap((node) => (isTypeDefinitionNode(node) ? [[node.name.value, graphsOf(node)] as const] : [])),
  )
  return {
    ...document,
    definitions: document.definitions.map((node): DefinitionNode => {
      if (node.kind === Kind.ENUM_TYPE_DEFINITION && !isMachinery(node.name.value)) {
        const added = graphsOf(node).map((graph) => directive('join__enumValue', graph))
        return {
          ...node,
          values: (node.values ?? []).map((value) => ({ ...value, directives: [...(value.directives ?? []), ...added] })),
        }
      }
      if (node.kind === Kind.UNION_TYPE_DEFINITION) {
        const added = graphsOf(node).flatMap((graph) =>
          (node.types ?? []).flatMap(({ name }) =>
            graphs.get(name.value)?.includes(graph) === true
              ? [directive('join__unionMember', graph, { member: name.value })]
              : [],
          ),
        )
        return { ...node, directives: [...(node.directives ?? []), ...added] }
      }
      return node
    }),
  }
}

/**
 * Version 0.1, of the first federation, names a field's owner, and what others require of it. A type without an owner is the same in all
 * subgraphs that have it, and it does not matter which: none is asked for it but by a field of its own.
 */
const withTypesOfGraphs = (document: DocumentNode): DocumentNode => {
  const types = new Map(
    document.definitions.flatMap((node) => (isTypeDefinitionNode(node) ? [[node.name.value, node] as const] : [])),
  )
  const graphEnum = types.get('join__Graph')
  const graphs = graphEnum?.kind === Kind.ENUM_TYPE_DEFINITION ? (graphEnum.values ?? []).map(({ name }) => name.value) : []
  const isOwned = (node: TypeDefinitionNode): boolean => marksOf(node, 'join__type').length > 0

  /** What a field gets besides, by "Type.field": it is there as a key, or known to the subgraph from others. */
  const added = new Map<string, ConstDirectiveNode[]>()
  const mark = (type: string, set: SelectionSetNode | undefined, graph: string, isExternal: boolean): void => {
    const owner = types.get(type)
    if (!isComposite(owner)) return
    for (const selection of set?.selections ?? []) {
      if (selection.kind === Kind.INLINE_FRAGMENT)
        mark(selection.typeCondition?.name.value ?? type, selection.selectionSet, graph, isExternal)
      if (selection.kind !== Kind.FIELD) continue
      const field = owner.fields?.find(({ name }) => name.value === selection.name.value)
      if (field === undefined) continue
      const key = `${type}.${field.name.value}`
      const known = added.get(key) ?? []
      added.set(key, known)
      const isThere = [...marksOf(field, 'join__field'), ...known].some((one) => wordOf(one, 'graph') === graph)
      if (isOwned(owner) && !isThere) known.push(directive('join__field', graph, isExternal ? { external: true } : {}))
      mark(nameOf(field.type), selection.selectionSet, graph, isExternal)
    }
  }
  const composites = [...types.values()].filter(isComposite)
  for (const node of composites) {
    for (const one of marksOf(node, 'join__type')) {
      mark(node.name.value, fieldSet(wordOf(one, 'key') ?? '__typename'), wordOf(one, 'graph') ?? '', false)
    }
  }
  for (const node of composites) {
    for (const field of node.fields ?? []) {
      for (const one of marksOf(field, 'join__field')) {
        const [graph, requires, provides] = ['graph', 'requires', 'provides'].map((name) => wordOf(one, name))
        if (graph !== undefined && requires !== undefined) mark(node.name.value, fieldSet(requires), graph, true)
        if (graph !== undefined && provides !== undefined) mark(nameOf(field.type), fieldSet(provides), graph, true)
      }
    }
  }

  return {
    ...document,
    definitions: document.definitions.flatMap((node): DefinitionNode[] => {
      if (node.kind === Kind.DIRECTIVE_DEFINITION && isMachinery(node.name.value)) return []
      if (node.kind === Kind.SCHEMA_DEFINITION || !isTypeDefinitionNode(node) || isMachinery(node.name.value)) return [node]
      const kept = (node.directives ?? []).filter(({ name }) => name.value !== 'join__owner')
      const own = isOwned(node) ? graphsOf(node) : graphs
      const directives = [...kept, ...(isOwned(node) ? [] : graphs.map((graph) => directive('join__type', graph)))]
      if (!isComposite(node)) return [{ ...node, directives } as TypeDefinitionNode]
      const implemented = own.flatMap((graph) =>
        (node.interfaces ?? []).map(({ name }) => directive('join__implements', graph, { interface: name.value })),
      )
      const fields = (node.fields ?? []).map(
        (field): FieldDefinitionNode => ({
          ...field,
          directives: [...(field.directives ?? []), ...(added.get(`${node.name.value}.${field.name.value}`) ?? [])],
        }),
      )
      return [{ ...node, directives: [...directives, ...implemented], fields } as TypeDefinitionNode]
    }),
  }
}

/** Returns a supergraph of version 0.1 or 0.2 of the join specification with what version 0.3 says besides, as the planner reads it, and any other as it is. */
export const asJoin03 = (supergraph: DocumentNode): DocumentNode => {
  const version = linksOf(supergraph).find(({ name }) => name === 'join')?.version
  if (version === '0.1') return withMembers(withTypesOfGraphs(supergraph))
  return version === '0.2' ? withMembers(supergraph) : supergraph
}
