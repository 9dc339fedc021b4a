import type { FetchNode, RequiresSelection } from '@graphql-hive/router-query-planner'
import { type FieldNode, Kind, print, type SelectionSetNode } from 'graphql'
import type { SubgraphParts, TypePart } from '../schema/subgraph-parts.ts'
import type { EntityPart, PlannedFetch } from './fetches.ts'
import { keyOf } from './nodes.ts'
import type { Override } from './planner.ts'
import { kindOf } from './rewrites.ts'

/** What a plan tells a subgraph of its entities: the names of the fields by the type that they are of. */
type Told = readonly { readonly type: string | null; readonly name: string }[]

/** A place of a fetch: its type, the object types that may be there, what is provided there, and what the representation has. */
interface Place {
  readonly type: string
  readonly possible: ReadonlySet<string>
  readonly provided: readonly SelectionSetNode[]
  readonly told: Told | null
  /** What was required so far of what is told, with arguments, by its name. */
  readonly needs: Map<string, string> | null
  /** The entities that are asked for; null where they are not told anything there. */
  readonly entity: EntityPart | null
}

/** A selection set, and the type that it is of. */
interface TypedSet {
  readonly type: string
  readonly set: SelectionSetNode
}

class Unanswerable extends Error {}

const toldBy = (selections: readonly RequiresSelection[], type: string | null): Told =>
  selections.flatMap((selection): Told => {
    if (selection.kind === 'FragmentSpread') return []
    if (selection.kind === 'InlineFragment') return toldBy(selection.selections, selection.typeCondition)
    const { name, alias } = selection
    return [{ type, name }, ...(alias === undefined ? [] : [{ type, name: alias }])]
  })

/** Returns the keys of an answer from which a field of representations is told. */
const keysTold = (selections: readonly RequiresSelection[], told: string): string[] =>
  selections.flatMap((selection): string[] => {
    if (selection.kind === 'FragmentSpread') return []
    if (selection.kind === 'InlineFragment') return keysTold(selection.selections, told)
    return (selection.alias ?? selection.name) === told ? [selection.name] : []
  })

/** Returns where in the answer so far a field of entities of a type comes from, as texts. */
const sourcesOf = (entity: EntityPart | null, type: string, told: string): readonly string[] =>
  entity === null
    ? []
    : keysTold(entity.requires, told).flatMap((key) =>
        entity.paths.map((path) => JSON.stringify([path, type, key, entity.inputRewrites ?? []])),
      )

/** Returns the fields of a set, those of its fragments too, whatever their types: the subgraph has said that it has them. */
const fieldsOf = (sets: readonly SelectionSetNode[]): FieldNode[] =>
  sets.flatMap(({ selections }) =>
    selections.flatMap((selection): FieldNode[] => {
      if (selection.kind === Kind.FIELD) return [selection]
      return selection.kind === Kind.INLINE_FRAGMENT ? fieldsOf([selection.selectionSet]) : []
    }),
  )

const belowOf = (sets: readonly SelectionSetNode[], name: string): SelectionSetNode[] =>
  fieldsOf(sets).flatMap((field) => (field.name.value === name && field.selectionSet !== undefined ? [field.selectionSet] : []))

/** The types that representations have: those of their fragments, or where their `__typename` is set, what it is set to. */
const typesTold = (requires: readonly RequiresSelection[], rewrites: FetchNode['inputRewrites']): string[] => {
  const set = (rewrites ?? []).map(kindOf).flatMap((kind) => ('set' in kind ? [kind.set.setValueTo] : []))
  if (set.length > 0) return set
  return requires.flatMap((selection) => (selection.kind === 'InlineFragment' ? [selection.typeCondition] : []))
}

/** The names that rewrites give to fields of a representation. */
const renamed = (rewrites: FetchNode['inputRewrites']): Told =>
  (rewrites ?? []).flatMap((rewrite) => ('KeyRenamer' in rewrite ? [{ type: null, name: rewrite.KeyRenamer.renameKeyTo }] : []))

/**
 * Returns a function that says why a subgraph cannot answer what the fetches of a plan ask of it, or null where each can: planners ask at
 * times for a field that a subgraph knows as @external, on a way where nobody provides it, or for an entity by a key that it does not resolve.
 * An operation that wants data has no empty plan either.
 */
export const planChecker = (parts: SubgraphParts, rootNames: Readonly<Record<string, string>>) => {
  /** Checks one fetch. `valuesOf` has what the values are, by the place that they come from, which the fetches before were told. */
  const checkFetch = (
    { subgraph, document, fragments, entities }: PlannedFetch,
    override: Override,
    valuesOf: Map<string, string>,
  ): void => {
    const types = parts.get(subgraph)
    if (types === undefined) throw new Unanswerable(`there is no subgraph ${subgraph}`)
    const typesToldOf = (entities ?? []).flatMap(({ requires, inputRewrites }) => typesTold(requires, inputRewrites))
    for (const type of typesToldOf)
      if (!types.has(type)) throw new Unanswerable(`${subgraph} is told of a ${type}, which it does not know`)
    const partOf = (type: string): TypePart => {
      const part = types.get(type)
      if (part === undefined) throw new Unanswerable(`${subgraph} has no type ${type}`)
      return part
    }

    const isProvided = ({ provided }: Place, name: string): boolean => fieldsOf(provided).some((one) => one.name.value === name)
    const isTold = (place: Place, type: string, name: string): boolean =>
      (place.told ?? []).some(
        (one) => one.name === name && (one.type === null || one.type === type || areRelated(one.type, type)),
      )
    const areRelated = (one: string, other: string): boolean =>
      types.get(one)?.possible.has(other) === true || types.get(other)?.possible.has(one) === true || !types.has(one)

    /** Checks a field of one object type. */
    const checkField = (type: string, name: string, place: Place): void => {
      const part = partOf(type).fields.get(name)
      if (part === undefined) throw new Unanswerable(`${subgraph} has no field ${type}.${name}`)
      if (isProvided(place, name)) return
      if (!part.isResolved(override)) throw new Unanswerable(`${subgraph} does not resolve ${type}.${name} there`)
      for (const needed of part.requires === null ? [] : fieldsOf([part.requires])) {
        const need = needed.name.value
        const isKnown =
          isTold(place, type, need) || isProvided(place, need) || partOf(type).fields.get(need)?.isResolved(override) === true
        if (!isKnown) throw new Unanswerable(`${subgraph} is not told ${type}.${need}, which ${type}.${name} requires`)
        const asked = print(needed)
        const before = place.needs?.get(need) ?? asked
        if (before !== asked) throw new Unanswerable(`${subgraph} is told one ${type}.${need}, of which two are required`)
        place.needs?.set(need, asked)
        const argumentsAsked = print({ ...needed, selectionSet: undefined })
        for (const source of sourcesOf(place.entity, type, need)) {
          const other = valuesOf.get(source) ?? argumentsAsked
          if (other !== argumentsAsked)
            throw new Unanswerable(`one ${type}.${need} of a place is told to fields that require it with other arguments`)
          valuesOf.set(source, argumentsAsked)
        }
      }
    }

    /** Checks that what is asked under one key has one shape, whatever type it is of: else the subgraph refuses all of it. */
    const checkShapes = (sets: readonly TypedSet[]): void => {
      const byKey = new Map<string, { readonly shape: string; readonly below: TypedSet[] }>()
      const add = ({ type, set }: TypedSet): void => {
        for (const selection of set.selections) {
          if (selection.kind !== Kind.FIELD) {
            const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value)
            if (fragment !== undefined) add({ type: fragment.typeCondition?.name.value ?? type, set: fragment.selectionSet })
            continue
          }
          const key = keyOf(selection)
          const field = types.get(type)?.fields.get(selection.name.value)
          if (field === undefined) {
            // Only the root has what is no field of a type: `_entities`.
            if (selection.selectionSet !== undefined) checkShapes([{ type: '', set: selection.selectionSet }])
            continue
          }
          const shape = selection.selectionSet === undefined ? field.shape : field.shape.replace(/\w+/, '')
          const known = byKey.get(key) ?? { shape, below: [] }
          if (known.shape !== shape) throw new Unanswerable(`${subgraph} is asked for ${known.shape} and ${shape} as one ${key}`)
          byKey.set(key, known)
          if (selection.selectionSet !== undefined) known.below.push({ type: field.type, set: selection.selectionSet })
        }
      }
      for (const one of sets) add(one)
      for (const { below } of byKey.values()) if (below.length > 0) checkShapes(below)
    }

    const checkSet = (set: SelectionSetNode, place: Place): void => {
      for (const selection of set.selections) {
        if (selection.kind === Kind.FIELD) {
          const name = selection.name.value
          if (name === '__typename') continue
          const part = partOf(place.type)
          const field = part.fields.get(name)
          if (field === undefined) throw new Unanswerable(`${subgraph} has no field ${place.type}.${name}`)
          for (const type of part.isAbstract ? place.possible : [place.type]) checkField(type, name, place)
          if (selection.selectionSet === undefined) continue
          const provided = [...(field.provides === null ? [] : [field.provides]), ...belowOf(place.provided, name)]
          checkSet(selection.selectionSet, placeOf(field.type, provided, null))
          continue
        }
        const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value)
        if (fragment === undefined) throw new Unanswerable('a fragment is missing')
        const type = fragment.typeCondition?.name.value ?? place.type
        const part = partOf(type)
        if (![...part.possible].some((one) => partOf(place.type).possible.has(one)))
          throw new Unanswerable(`in ${subgraph}, a ${place.type} is never a ${type}`)
        const possible = new Set([...part.possible].filter((one) => place.possible.has(one)))
        checkSet(fragment.selectionSet, { ...place, type, possible, provided: [...place.provided, ...keysOf(part)] })
      }
    }
    const keysOf = ({ keys }: TypePart): SelectionSetNode[] => keys.map(({ fields }) => fields)
    const placeOf = (type: string, provided: readonly SelectionSetNode[], entity: EntityPart | null): Place => {
      const part = partOf(type)
      const ofMembers = part.isAbstract ? [...part.possible].flatMap((one) => keysOf(partOf(one))) : []
      return {
        type,
        possible: part.possible,
        provided: [...provided, ...keysOf(part), ...ofMembers],
        told: entity === null ? null : [...toldBy(entity.requires, null), ...renamed(entity.inputRewrites)],
        needs: entity === null ? null : new Map(),
        entity,
      }
    }

    const checkEntities = (set: SelectionSetNode, entity: EntityPart): void => {
      for (const selection of set.selections) {
        if (selection.kind === Kind.FIELD) continue
        const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value)
        const type = fragment?.typeCondition?.name.value
        if (fragment === undefined || type === undefined) throw new Unanswerable('a fragment is missing')
        const place = placeOf(type, [], entity)
        const isKnown = partOf(type).keys.some(
          ({ fields, isResolvable }) => isResolvable && fieldsOf([fields]).every(({ name }) => isTold(place, type, name.value)),
        )
        if (!isKnown) throw new Unanswerable(`${subgraph} is told no key of ${type} that it resolves`)
        checkSet(fragment.selectionSet, place)
      }
    }

    for (const definition of document.definitions) {
      if (definition.kind !== Kind.OPERATION_DEFINITION) continue
      const root = rootNames[definition.operation] ?? ''
      checkShapes([{ type: root, set: definition.selectionSet }])
      for (const selection of definition.selectionSet.selections) {
        const set = { kind: Kind.SELECTION_SET, selections: [selection] } as const
        if (selection.kind === Kind.FIELD && selection.name.value === '_entities') {
          const entity = entities?.find(({ alias }) => alias === keyOf(selection))
          if (entity === undefined || selection.selectionSet === undefined)
            throw new Unanswerable('entities of nothing are asked for')
          checkEntities(selection.selectionSet, entity)
        } else checkSet(set, placeOf(root, [], null))
      }
    }
  }

  return (fetches: readonly PlannedFetch[], override: Override): string | null => {
    if (fetches.length === 0) return 'the plan is empty'
    try {
      const valuesOf = new Map<string, string>()
      for (const fetch of fetches) checkFetch(fetch, override, valuesOf)
      return null
    } catch (error) {
      if (error instanceof Unanswerable) return error.message
      throw error
    }
  }
}
