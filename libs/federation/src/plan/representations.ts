import type { RequiresSelection } from '@graphql-hive/router-query-planner'
import type { JsonObject } from '../json.ts'
import type { PossibleTypes } from '../schema/possible-types.ts'

/** What a subgraph is told of one entity. */
export interface Representation {
  readonly value: JsonObject
  /** Whether all that the subgraph needs has been fetched, null included. */
  readonly isWhole: boolean
  /** Whether nothing of it has been fetched. */
  readonly isEmpty: boolean
}

interface State {
  isWhole: boolean
  readonly variables: Readonly<Record<string, unknown>>
}

/** Adds the selected fields of `source` to `into`. */
type Project = (source: JsonObject, into: JsonObject, state: State) => void

const projectValue = (value: unknown, below: Project | null, state: State): unknown => {
  if (below === null || value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map((item) => projectValue(item, below, state))
  const source = value as JsonObject
  const into: JsonObject = {}
  if (typeof source.__typename === 'string') into.__typename = source.__typename
  below(source, into, state)
  return into
}

const compileSelections = (selections: readonly RequiresSelection[], possibleTypes: PossibleTypes): Project => {
  const parts = selections.flatMap((selection): Project[] => {
    if (selection.kind === 'Field') {
      const { name, alias } = selection
      const key = alias ?? name
      if (key === '__typename') return []
      const below =
        selection.selections === undefined || selection.selections.length === 0
          ? null
          : compileSelections(selection.selections, possibleTypes)
      return [
        (source, into, state) => {
          const value = source[name] === undefined ? source[key] : source[name]
          if (value === undefined) state.isWhole = false
          else into[key] = projectValue(value, below, state)
        },
      ]
    }
    if (selection.kind === 'FragmentSpread') return []
    const { typeCondition, skipIf, includeIf } = selection
    const below = compileSelections(selection.selections, possibleTypes)
    return [
      (source, into, state) => {
        if (skipIf !== undefined && state.variables[skipIf] === true) return
        if (includeIf !== undefined && state.variables[includeIf] !== true) return
        const type = source.__typename
        // A subgraph with @interfaceObject only knows the interface, which stands for each type that implements it.
        const fits =
          typeof type !== 'string' || possibleTypes.satisfies(type, typeCondition) || possibleTypes.satisfies(typeCondition, type)
        if (fits) below(source, into, state)
      },
    ]
  })
  const [only] = parts
  if (parts.length === 1 && only !== undefined) return only
  return (source, into, state) => {
    for (const part of parts) part(source, into, state)
  }
}

const isOnlyTypename = (selections: readonly RequiresSelection[]): boolean =>
  selections.every((selection) =>
    selection.kind === 'Field'
      ? selection.name === '__typename'
      : selection.kind === 'InlineFragment' && isOnlyTypename(selection.selections),
  )

/** Compiles what a fetch requires of an entity. The compiled function returns null for an entity that the fetch has nothing to ask about. */
export const compileRepresentation = (
  requires: readonly RequiresSelection[],
  possibleTypes: PossibleTypes,
): ((entity: JsonObject, variables: Readonly<Record<string, unknown>>) => Representation | null) => {
  const project = compileSelections(requires, possibleTypes)
  const mayBeBare = isOnlyTypename(requires)
  return (entity, variables) => {
    const value: JsonObject = {}
    const type = entity.__typename
    if (typeof type === 'string') value.__typename = type
    const state: State = { isWhole: true, variables }
    project(entity, value, state)
    const isEmpty = !mayBeBare && Object.keys(value).length < (typeof type === 'string' ? 2 : 1)
    // No fragment is about this type.
    if (isEmpty && state.isWhole) return null
    return { value, isWhole: state.isWhole, isEmpty }
  }
}
