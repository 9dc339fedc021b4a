import type { BatchFetchNode, FetchNode, QueryPlan } from '@graphql-hive/router-query-planner'
import {
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionNode,
  type SelectionSetNode,
  type VariableDefinitionNode,
} from 'graphql'
import type { PossibleTypes } from '../schema/possible-types.ts'
import type { SubgraphParts } from '../schema/subgraph-parts.ts'
import { type EntityPart, entityPartsOf, type FlattenPath, fetchesOf, withFetches } from './fetches.ts'
import { keyOf, named, setOf } from './nodes.ts'
import { kindOf, renamedPath } from './rewrites.ts'

/** Some types of an interface, and those fields of a fetch that are wanted of them. */
interface Group {
  readonly types: string[]
  readonly fields: readonly FieldNode[]
}

const representationsVariable = (name: string): VariableDefinitionNode => {
  const item = { kind: Kind.NON_NULL_TYPE, type: { kind: Kind.NAMED_TYPE, name: named('_Any') } } as const
  const type = { kind: Kind.NON_NULL_TYPE, type: { kind: Kind.LIST_TYPE, type: item } } as const
  return { kind: Kind.VARIABLE_DEFINITION, variable: { kind: Kind.VARIABLE, name: named(name) }, type }
}

/** Returns an `_entities` field like another one, which asks for some of its fields. */
const entitiesField = (like: FieldNode, alias: string, variable: string, fields: readonly FieldNode[]): FieldNode => ({
  ...like,
  alias: named(alias),
  arguments: [
    {
      kind: Kind.ARGUMENT,
      name: named('representations'),
      value: { kind: Kind.VARIABLE, name: named(variable) },
    },
  ],
  selectionSet: setOf(
    (like.selectionSet?.selections ?? []).map((selection) =>
      selection.kind === Kind.INLINE_FRAGMENT ? { ...selection, selectionSet: setOf(fields) } : selection,
    ),
  ),
})

/** Returns the fields of a set for which the type conditions on the way fit. */
const fieldsWhere = ({ selections }: SelectionSetNode, fits: (condition: string) => boolean): FieldNode[] =>
  selections.flatMap((selection): FieldNode[] => {
    if (selection.kind === Kind.FIELD) return [selection]
    if (selection.kind === Kind.FRAGMENT_SPREAD) return []
    const condition = selection.typeCondition?.name.value
    return condition === undefined || fits(condition) ? fieldsWhere(selection.selectionSet, fits) : []
  })

/** Returns what an operation asks for at the path of a plan. */
const setsAt = (operation: OperationDefinitionNode, path: FlattenPath): readonly SelectionSetNode[] =>
  path.reduce<readonly SelectionSetNode[]>(
    (sets, segment) =>
      segment === '@' || !('Field' in segment)
        ? sets
        : sets
            .flatMap((set) => fieldsWhere(set, () => true))
            .flatMap((field) => (keyOf(field) === segment.Field && field.selectionSet !== undefined ? [field.selectionSet] : [])),
    [operation.selectionSet],
  )

/** The fields of a path: two paths with the same ones lead to the same objects, or to some of them. */
const placeOf = (path: FlattenPath): string =>
  path.flatMap((segment) => (segment !== '@' && 'Field' in segment ? [segment.Field] : [])).join('.')

/** Returns the interface that all representations are sent as, or null where they keep their own types. */
const interfaceOf = ({ inputRewrites = [] }: EntityPart, possibleTypes: PossibleTypes): string | null => {
  const set = new Set(inputRewrites.map(kindOf).flatMap((kind) => ('set' in kind ? [kind.set.setValueTo] : [])))
  const [only] = set
  return only !== undefined && set.size === 1 && possibleTypes.isAbstract(only) ? only : null
}

/**
 * Returns a function that changes a plan so that an @interfaceObject is asked, for things of each type, for that alone which the operation, or a
 * later fetch, wants of that type. Both planners ask it for all at once, and a field that may not be null then costs things their other
 * fields of which nobody wants it. It stays one request, with an `_entities` for each set of fields.
 */
export const typeSplitter = (parts: SubgraphParts, possibleTypes: PossibleTypes) => {
  const splitPlan = (plan: QueryPlan, operation: OperationDefinitionNode): QueryPlan => {
    const told = fetchesOf(plan).flatMap(({ entities }) => entities ?? [])

    /** Returns the keys that are wanted of a type at a path. */
    const wantedOf = (type: string, path: FlattenPath): ReadonlySet<string> => {
      const keys = new Set(
        setsAt(operation, path)
          .flatMap((set) => fieldsWhere(set, (condition) => possibleTypes.satisfies(type, condition)))
          .map(keyOf),
      )
      for (const part of told) {
        if (!part.paths.some((other) => placeOf(other) === placeOf(path))) continue
        const isOfAll = interfaceOf(part, possibleTypes) !== null
        for (const fragment of part.requires) {
          if (fragment.kind !== 'InlineFragment') continue
          if (!isOfAll && !possibleTypes.satisfies(type, fragment.typeCondition)) continue
          for (const need of fragment.selections) if (need.kind === 'Field') keys.add(need.name)
        }
      }
      return keys
    }

    /** Returns the groups that an `_entities` field is better asked in, or null where it may stay as it is. */
    const groupsOf = (subgraph: string, part: EntityPart, { selectionSet }: FieldNode): readonly Group[] | null => {
      const name = interfaceOf(part, possibleTypes)
      const [fragment, ...others] = selectionSet?.selections ?? []
      if (name === null || fragment?.kind !== Kind.INLINE_FRAGMENT || others.length > 0) return null
      const fields = fragment.selectionSet.selections.filter((one) => one.kind === Kind.FIELD)
      if (fields.length < fragment.selectionSet.selections.length) return null
      const known = parts.get(subgraph)?.get(name)?.fields
      const isRisky = (field: FieldNode): boolean => known?.get(field.name.value)?.shape.endsWith('!') === true
      if (!fields.some(isRisky)) return null

      const types = [...possibleTypes.of([name])].filter((type) => !possibleTypes.isAbstract(type))
      const wanted = new Map(types.map((type) => [type, new Set(part.paths.flatMap((path) => [...wantedOf(type, path)]))]))
      const isWanted = (field: FieldNode, type: string): boolean => {
        const [renamed] = renamedPath([keyOf(field)], part.outputRewrites)
        return wanted.get(type)?.has(String(renamed)) === true
      }
      // What nobody is known to want is asked of all.
      const isForAll = fields.map((field) => !types.some((type) => isWanted(field, type)))
      const groups = new Map<string, Group>()
      let isSafe = true
      for (const type of [...types, name]) {
        // Things whose type is not known yet are of the interface itself, and are asked for all.
        const own = type === name ? fields : fields.filter((field, at) => isForAll[at] === true || isWanted(field, type))
        if (fields.some((field) => isRisky(field) && !own.includes(field))) isSafe = false
        if (own.length === 0) continue
        const text = own.map(keyOf).join()
        const group = groups.get(text)
        if (group === undefined) groups.set(text, { types: [type], fields: own })
        else group.types.push(type)
      }
      return isSafe ? null : [...groups.values()]
    }

    const splitFetch = (node: FetchNode | BatchFetchNode, path: FlattenPath): BatchFetchNode | null => {
      const entities = entityPartsOf(node, path)
      if (entities?.some((part) => interfaceOf(part, possibleTypes) !== null) !== true) return null
      const document = parse(node.operation, { noLocation: true })
      const asked = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION)
      if (asked === undefined) return null
      const aliases: EntityPart[] = []
      const selections: SelectionNode[] = []
      const added: string[] = []
      for (const field of asked.selectionSet.selections) {
        const part = field.kind === Kind.FIELD ? entities.find(({ alias }) => alias === keyOf(field)) : undefined
        if (field.kind !== Kind.FIELD || part === undefined) return null
        const groups = groupsOf(node.serviceName, part, field)
        if (groups === null) {
          aliases.push(part)
          selections.push(field)
          continue
        }
        for (const [at, { types, fields }] of groups.entries()) {
          const alias = `${part.alias}_of${at}`
          const representationsVariableName = `representations_${alias}`
          added.push(representationsVariableName)
          const paths = part.paths.map((one) => [...one, { TypeCondition: types, isExact: true } as const])
          aliases.push({ ...part, alias, representationsVariableName, paths })
          selections.push(entitiesField(field, alias, representationsVariableName, fields))
        }
      }
      if (added.length === 0) return null
      const used = new Set(aliases.map((one) => one.representationsVariableName))
      const before = new Set(entities.map((one) => one.representationsVariableName))
      const variableDefinitions = [
        ...added.map(representationsVariable),
        ...(asked.variableDefinitions ?? []).filter(({ variable: { name } }) => used.has(name.value) || !before.has(name.value)),
      ]
      const changed: OperationDefinitionNode = { ...asked, variableDefinitions, selectionSet: setOf(selections) }
      const definitions = document.definitions.map((definition) => (definition === asked ? changed : definition))
      return {
        kind: 'BatchFetch',
        serviceName: node.serviceName,
        operationKind: 'query',
        operation: print({ ...document, definitions }),
        ...(node.operationName === undefined ? {} : { operationName: node.operationName }),
        ...(node.variableUsages === undefined ? {} : { variableUsages: node.variableUsages }),
        entityBatch: { aliases: aliases.map((one) => ({ ...one, paths: one.paths.map((each) => [...each]) })) },
      }
    }

    return withFetches(plan, (node, path) => splitFetch(node, path) ?? node)
  }
  return splitPlan
}
