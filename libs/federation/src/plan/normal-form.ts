import {
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql'

/** An operation without fragments that are named: as the client reads its answer, and as it is planned. */
export interface NormalForm {
  readonly client: OperationDefinitionNode
  readonly planned: OperationDefinitionNode
  /** Returns the key that a field of `client` is planned with. */
  readonly keyOf: (node: FieldNode) => string
}

/** The values of the variables that @skip and @include name. Null leaves the directives where they are. */
export type ConditionValues = Readonly<Record<string, boolean>> | null

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>

const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } }

/** Returns the names of the variables that @skip and @include of an operation ask. */
export const conditionVariables = (operation: OperationDefinitionNode, fragments: Fragments): readonly string[] => {
  const names = new Set<string>()
  const visitor = {
    Directive: ({ name, arguments: given }: { name: { value: string }; arguments?: readonly ArgumentNode[] }) => {
      const value = given?.find((argument) => argument.name.value === 'if')?.value
      if ((name.value === 'skip' || name.value === 'include') && value?.kind === Kind.VARIABLE) names.add(value.name.value)
    },
  }
  visit(operation.selectionSet, visitor)
  for (const { selectionSet } of fragments.values()) visit(selectionSet, visitor)
  return [...names].sort()
}

const isAsked = ({ directives }: SelectionNode, values: ConditionValues): boolean =>
  (directives ?? []).every(({ name, arguments: given }) => {
    if (name.value !== 'skip' && name.value !== 'include') return true
    const value = given?.find((argument) => argument.name.value === 'if')?.value
    const known =
      value?.kind === Kind.BOOLEAN ? value.value : value?.kind === Kind.VARIABLE ? values?.[value.name.value] : undefined
    return known === undefined || known === (name.value === 'include')
  })

/**
 * Resolves @skip and @include, writes named fragments in place, and gives each field the key that it is planned with, whatever the client
 * calls it: its own name, and with arguments a name that only the same arguments have. So a client's `id: code` is not taken for a key,
 * nor `length(unit: MILE)` for the `length` that a @requires asks for, and a value that a client asks under two names is asked once. The
 * fields of the root keep their keys, since each of a mutation runs. `root` is the name of the root type, and `reserved` are the fields
 * with fields below them that a key or a @requires names: a client's part of them that fails must not take the planner's with it.
 */
export const normalFormOf = (
  operation: OperationDefinitionNode,
  fragments: Fragments,
  { root, reserved }: { readonly root: string; readonly reserved: ReadonlySet<string> },
  values: ConditionValues,
): NormalForm => {
  const keys = new Map<FieldNode, string>()
  const numbers = new Map<string, number>()
  const keyFor = ({ alias, name, arguments: given = [], selectionSet }: FieldNode): string => {
    // Two objects under two names stay two: where a field of one fails, the other need not be null.
    const own = selectionSet === undefined ? '' : (alias?.value ?? name.value)
    const isItself = selectionSet === undefined || (own === name.value && !reserved.has(name.value))
    if (given.length === 0 && isItself) return name.value
    const text = `${own}:${name.value}(${given.map(print).sort().join()})`
    const number = numbers.get(text) ?? numbers.size
    numbers.set(text, number)
    return `${name.value}__${number}`
  }
  const left = ({ directives = [] }: SelectionNode) => (values === null ? { directives } : { directives: [] })

  interface Both {
    readonly client: SelectionNode[]
    readonly planned: SelectionNode[]
  }
  const add = (both: Both, selection: SelectionNode, type: string | null): void => {
    if (!isAsked(selection, values)) return
    if (selection.kind !== Kind.FIELD) {
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value)
      if (fragment === undefined) return
      const { typeCondition } = fragment
      const inner = bothOf(fragment.selectionSet, typeCondition?.name.value ?? type)
      const inline = {
        kind: Kind.INLINE_FRAGMENT,
        ...(typeCondition === undefined ? {} : { typeCondition }),
        ...left(selection),
      } as const
      if (inner.client.length > 0) both.client.push({ ...inline, selectionSet: setOf(inner.client) })
      if (inner.planned.length > 0) both.planned.push({ ...inline, selectionSet: setOf(inner.planned) })
      return
    }
    const { alias, name, arguments: given = [], selectionSet } = selection
    const key = type === root ? (alias?.value ?? name.value) : keyFor(selection)
    const inner = selectionSet === undefined ? null : bothOf(selectionSet, null)
    const client: FieldNode = {
      ...selection,
      ...left(selection),
      ...(inner === null ? {} : { selectionSet: setOf(inner.client) }),
    }
    keys.set(client, key)
    both.client.push(client)
    // No subgraph can answer these for all, and the root's name is known.
    if (name.value === '__schema' || name.value === '__type' || (type === root && name.value === '__typename')) return
    both.planned.push({
      kind: Kind.FIELD,
      name,
      arguments: given,
      ...left(selection),
      ...(key === name.value ? {} : { alias: { kind: Kind.NAME, value: key } }),
      ...(inner === null ? {} : { selectionSet: setOf(inner.planned.length === 0 ? [typename] : inner.planned) }),
    })
  }
  const bothOf = (set: SelectionSetNode, type: string | null): Both => {
    const both: Both = { client: [], planned: [] }
    for (const selection of set.selections) add(both, selection, type)
    return both
  }
  const setOf = (selections: readonly SelectionNode[]): SelectionSetNode => ({ kind: Kind.SELECTION_SET, selections })

  const both = bothOf(operation.selectionSet, root)
  return {
    client: { ...operation, selectionSet: setOf(both.client) },
    planned: { ...operation, selectionSet: setOf(both.planned) },
    keyOf: (node) => keys.get(node) ?? node.alias?.value ?? node.name.value,
  }
}

/** Returns the names of the fields with fields below them in the keys and the @requires of a supergraph. */
export const reservedFields = (supergraph: DocumentNode): ReadonlySet<string> => {
  const names = new Set<string>()
  visit(supergraph, {
    Directive: ({ name, arguments: given = [] }) => {
      if (!name.value.startsWith('join__')) return
      for (const { name: argument, value } of given) {
        if ((argument.value !== 'key' && argument.value !== 'requires') || value.kind !== Kind.STRING) continue
        visit(parse(`{ ${value.value} }`, { noLocation: true }), {
          Field: ({ name: field, selectionSet }) => {
            if (selectionSet !== undefined) names.add(field.value)
          },
        })
      }
    },
  })
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
