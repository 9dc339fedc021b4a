import type { RequiresSelection } from '@graphql-hive/router-query-planner'
import type { JsonObject } from '../json.ts'
import type { Notation } from '../notation.ts'
import type { PossibleTypes } from '../schema/possible-types.ts'
import type { Rewrite } from './rewrites.ts'

interface State {
  isWhole: boolean
  readonly variables: Readonly<Record<string, unknown>>
}

/** A subgraph with @interfaceObject only knows the interface, which stands for each type that implements it. */
const isAbout = (typeCondition: string, type: string, possibleTypes: PossibleTypes): boolean =>
  possibleTypes.satisfies(type, typeCondition) || possibleTypes.satisfies(typeCondition, type)

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
          // A function is what every object has under such a name.
          if (value === undefined || typeof value === 'function') state.isWhole = false
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
        if (typeof type !== 'string' || isAbout(typeCondition, type, possibleTypes)) below(source, into, state)
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

/** An entity that a list has already, by the values that its fetch requires. */
interface Known {
  readonly fields: readonly QuickField[]
  readonly values: readonly unknown[]
  readonly index: number
}

/** The value of one variable of a request: what its entities are asked about by, each once. */
export class RepresentationList {
  readonly texts: string[] = []
  /** Made when a text may be there already: what `find` does not find among entities of the same fields has a text of its own. */
  #byText: Map<string, number> | null = null
  #fields: readonly QuickField[] | null = null
  /** By the value of the first field. Most entities stand at many places, so they are looked up without writing their text. */
  readonly #known = new Map<unknown, Known[]>()

  /** Returns the place of a text in the list. */
  place(text: string): number {
    this.#byText ??= new Map(this.texts.map((known, index) => [known, index]))
    const before = this.#byText.get(text)
    if (before !== undefined) return before
    this.#byText.set(text, this.texts.length)
    return this.texts.push(text) - 1
  }

  find(fields: readonly QuickField[], entity: JsonObject): number | undefined {
    const known = this.#known.get(entity[fields[0]?.name ?? ''])
    if (known === undefined) return undefined
    for (const one of known) {
      if (one.fields !== fields) continue
      let at = 1
      while (at < fields.length && one.values[at] === entity[(fields[at] as QuickField).name]) at += 1
      if (at >= fields.length) return one.index
    }
    return undefined
  }

  /** Places the text of an entity that was not found. */
  add(fields: readonly QuickField[], entity: JsonObject, text: string): number {
    if (this.texts.length === 0) this.#fields = fields
    const isNew = this.#byText === null && this.#fields === fields
    const index = isNew ? this.texts.push(text) - 1 : this.place(text)
    const values = fields.map(({ name }) => entity[name])
    const known = this.#known.get(values[0])
    if (known === undefined) this.#known.set(values[0], [{ fields, values, index }])
    else known.push({ fields, values, index })
    return index
  }
}

/** Why an entity is not asked about: the fetch has nothing to ask about its type, or what it needs has not been fetched. */
export const NOT_ASKED = -1
export const NOT_FETCHED = -2

const MOST_TYPES = 1_000

/** The fields of a type that the quick way writes: each is a leaf, and each is there. */
interface QuickField {
  readonly name: string
  readonly prefix: string
}

/** The fields that are required of a type, or null where writing them takes more than leaves. */
const quickFieldsOf = (
  requires: readonly RequiresSelection[],
  type: string,
  possibleTypes: PossibleTypes,
): readonly QuickField[] | null => {
  const fields: QuickField[] = []
  const seen = new Set<string>()
  const add = (selections: readonly RequiresSelection[]): boolean =>
    selections.every((selection) => {
      if (selection.kind === 'Field') {
        const { name, alias, selections: below = [] } = selection
        if ((alias ?? name) !== name || below.length > 0 || seen.has(name)) return false
        seen.add(name)
        if (name !== '__typename') fields.push({ name, prefix: `,"${name}":` })
        return true
      }
      if (selection.kind === 'FragmentSpread') return true
      if (selection.skipIf !== undefined || selection.includeIf !== undefined) return false
      return !isAbout(selection.typeCondition, type, possibleTypes) || add(selection.selections)
    })
  return add(requires) && fields.length > 0 ? fields : null
}

/**
 * Compiles what a fetch requires of an entity to a function that puts the entity into a list and returns its place there, or why it
 * has none. `rewrite` changes a representation before it is written. With `isLossy`, something that was asked for before is missing.
 */
export const compileRepresentation = (
  requires: readonly RequiresSelection[],
  possibleTypes: PossibleTypes,
  rewrite: Rewrite | null,
  notation: Notation,
): ((list: RepresentationList, entity: JsonObject, variables: Readonly<Record<string, unknown>>, isLossy: boolean) => number) => {
  const project = compileSelections(requires, possibleTypes)
  const mayBeBare = isOnlyTypename(requires)

  const placeAny = (
    list: RepresentationList,
    entity: JsonObject,
    variables: Readonly<Record<string, unknown>>,
    isLossy: boolean,
  ): number => {
    const value: JsonObject = {}
    const type = entity.__typename
    if (typeof type === 'string') value.__typename = type
    const state: State = { isWhole: true, variables }
    project(entity, value, state)
    const isEmpty = !mayBeBare && Object.keys(value).length < (typeof type === 'string' ? 2 : 1)
    // No fragment is about this type.
    if (isEmpty && state.isWhole) return NOT_ASKED
    // Half an entity without a type is what is left where nobody who knows its key has answered.
    if (isEmpty || (!state.isWhole && (isLossy || typeof type !== 'string'))) return NOT_FETCHED
    rewrite?.(value)
    return list.place(notation.write(value))
  }

  /** Returns null where a field is no leaf, or is not there. */
  const textOf = (fields: readonly QuickField[], entity: JsonObject): string | null => {
    let text = `{"__typename":"${entity.__typename}"`
    for (const { name, prefix } of fields) {
      const value = entity[name]
      if (typeof value === 'string') text += prefix + notation.quote(value)
      else if (Number.isFinite(value) || typeof value === 'boolean' || value === null) text += prefix + value
      else return null
    }
    return `${text}}`
  }

  const quickFields = new Map<string, readonly QuickField[] | null>()
  return (list, entity, variables, isLossy) => {
    const type = entity.__typename
    if (rewrite !== null || typeof type !== 'string') return placeAny(list, entity, variables, isLossy)
    let fields = quickFields.get(type)
    if (fields === undefined) {
      fields = quickFieldsOf(requires, type, possibleTypes)
      // The names come from subgraphs.
      if (quickFields.size < MOST_TYPES) quickFields.set(type, fields)
    }
    if (fields === null) return placeAny(list, entity, variables, isLossy)
    const before = list.find(fields, entity)
    if (before !== undefined) return before
    const text = textOf(fields, entity)
    if (text === null) return placeAny(list, entity, variables, isLossy)
    return list.add(fields, entity, text)
  }
}
