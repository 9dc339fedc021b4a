import type { FetchRewrite, FlattenNodePathSegment, RequiresSelection } from '@graphql-hive/router-query-planner'
import { type FieldNode, Kind, type SelectionSetNode } from 'graphql'
import type { Fragments } from '../fragments.ts'
import type { PossibleTypes } from '../schema/possible-types.ts'
import type { PlannedFetch } from './fetches.ts'
import { keyOf } from './nodes.ts'
import { kindOf } from './rewrites.ts'

/** What the fetches so far have asked for at a place, by key. */
type Known = Map<string, { readonly below: Known; readonly types: Set<string | null> }>

const knownBelow = (known: Known, key: string, type: string | null): Known => {
  const entry = known.get(key) ?? { below: new Map(), types: new Set() }
  known.set(key, entry)
  entry.types.add(type)
  return entry.below
}

const addAsked = (known: Known, set: SelectionSetNode | undefined, fragments: Fragments, type: string | null): void => {
  for (const selection of set?.selections ?? []) {
    if (selection.kind === Kind.FIELD) {
      const key = keyOf(selection)
      addAsked(knownBelow(known, key, type), selection.selectionSet, fragments, null)
    } else {
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value)
      addAsked(known, fragment?.selectionSet, fragments, fragment?.typeCondition?.name.value ?? type)
    }
  }
}

/** Adds what is known under one key to what is known under another. */
const addAll = (
  known: Known,
  key: string,
  { below, types }: { readonly below: Known; readonly types: ReadonlySet<string | null> },
): void => {
  for (const type of types) {
    const place = knownBelow(known, key, type)
    if (place !== below) for (const [name, entry] of below) addAll(place, name, entry)
  }
}

const addRenamed = (known: Known, rewrites: readonly FetchRewrite[]): void => {
  for (const rewrite of rewrites) {
    const kind = kindOf(rewrite)
    if (!('rename' in kind)) continue
    const keys = kind.rename.path.flatMap((segment) => ('Key' in segment ? [segment.Key] : []))
    let owner: Known | undefined = known
    for (const key of keys.slice(0, -1)) owner = owner?.get(key)?.below
    const entry = owner?.get(keys.at(-1) ?? '')
    if (owner !== undefined && entry !== undefined) addAll(owner, kind.rename.renameKeyTo, entry)
  }
}

/**
 * Returns a function that says which of the fetches of a plan needs something of its entities for which none before it has asked, or null. Planners
 * lose a key at times on their way over an @interfaceObject.
 */
export const flowChecker = (possibleTypes: PossibleTypes) => {
  const areRelated = (one: string | null, other: string | null): boolean =>
    one === null || other === null || possibleTypes.satisfies(one, other) || possibleTypes.satisfies(other, one)

  const isKnown = (known: Known, selections: readonly RequiresSelection[], type: string | null): boolean =>
    selections.every((selection) => {
      if (selection.kind === 'FragmentSpread') return true
      if (selection.kind === 'InlineFragment') return isKnown(known, selection.selections, selection.typeCondition)
      const entry = known.get(selection.name) ?? known.get(selection.alias ?? selection.name)
      if (entry === undefined || ![...entry.types].some((one) => areRelated(one, type))) return false
      return isKnown(entry.below, selection.selections ?? [], null)
    })

  const at = (known: Known, path: readonly FlattenNodePathSegment[]): Known | undefined => {
    let place: Known | undefined = known
    for (const segment of path) if (segment !== '@' && 'Field' in segment) place = place?.get(segment.Field)?.below
    return place
  }

  /** Says what a fetch needs that is not known, and adds what it asks for. */
  const checkFetch = (
    { subgraph, document, fragments, path, rootRewrites, entities }: PlannedFetch,
    known: Known,
  ): string | null => {
    const root = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION)?.selectionSet
    const fieldOf = (key: string): FieldNode | undefined =>
      root?.selections.find((one): one is FieldNode => one.kind === Kind.FIELD && keyOf(one) === key)
    if (entities === null) {
      const place = at(known, path)
      if (place === undefined) return `${subgraph} is asked at a place that nobody has asked for`
      addAsked(place, root, fragments, null)
      addRenamed(place, rootRewrites)
      return null
    }
    for (const { alias, paths, requires, outputRewrites = [] } of entities) {
      for (const below of paths) {
        const place = at(known, below)
        // A fragment may be about a type that is never there.
        const isTold = place !== undefined && requires.some((selection) => isKnown(place, [selection], null))
        if (place === undefined || !isTold) return `${subgraph} is to be told what nobody has asked for`
        addAsked(place, fieldOf(alias)?.selectionSet, fragments, null)
        addRenamed(place, outputRewrites)
      }
    }
    return null
  }

  /** Whether anything but the type is asked for of what a fetch is about. */
  const isReached = ({ entities }: PlannedFetch, known: Known): boolean =>
    (entities ?? []).some(({ paths, requires }) => {
      const types = requires.flatMap((one) => (one.kind === 'InlineFragment' ? [one.typeCondition] : []))
      const isAbout = (asked: ReadonlySet<string | null>) => [...asked].some((one) => types.some((type) => areRelated(one, type)))
      return paths.some((path) =>
        [...(at(known, path) ?? [])].some(([key, entry]) => key !== '__typename' && isAbout(entry.types)),
      )
    })

  /** `later` runs after the others: where nobody asks for anything of its type at its place, the planner knows that there never is any. */
  return (fetches: readonly PlannedFetch[], later: readonly PlannedFetch[]): string | null => {
    const known: Known = new Map()
    for (const fetch of fetches) {
      const flaw = checkFetch(fetch, known)
      if (flaw !== null) return flaw
    }
    for (const fetch of later) {
      const flaw = isReached(fetch, known) ? checkFetch(fetch, known) : null
      if (flaw !== null) return flaw
    }
    return null
  }
}
