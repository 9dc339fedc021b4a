import { type FieldNode, Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql'
import { isObject, keyOfPath, type Path } from '../json.ts'
import type { Asked } from '../plan/asked.ts'
import type { Loss } from '../plan/run.ts'

/** What a client reads of an object: by the key of the plan the keys of the client, with what it reads below each. */
type Readings = ReadonlyMap<string, ReadonlyMap<string, readonly SelectionSetNode[]>>

/** Translates what is said of the merged answers to the keys of the client. `keyOf` has the keys of the plan. */
export const clientPaths = (operation: OperationDefinitionNode, keyOf: (node: FieldNode) => string, data: unknown) => {
  const readingsOf = (sets: readonly SelectionSetNode[]): Readings => {
    const readings = new Map<string, Map<string, SelectionSetNode[]>>()
    const read = ({ selections }: SelectionSetNode): void => {
      for (const selection of selections) {
        if (selection.kind === Kind.INLINE_FRAGMENT) read(selection.selectionSet)
        if (selection.kind !== Kind.FIELD) continue
        const planned = keyOf(selection)
        const key = selection.alias?.value ?? selection.name.value
        const keys = readings.get(planned) ?? new Map<string, SelectionSetNode[]>()
        readings.set(planned, keys)
        keys.set(key, [...(keys.get(key) ?? []), ...(selection.selectionSet === undefined ? [] : [selection.selectionSet])])
      }
    }
    for (const set of sets) read(set)
    return readings
  }

  interface Place {
    readonly path: Path
    readonly sets: readonly SelectionSetNode[]
  }
  /** Finds all places of the client's that a path of the plan leads to. What the client has not asked for is cut off. */
  const placesOf = (path: Path): readonly Place[] => {
    const found = new Map<string, Place>()
    const go = (value: unknown, index: number, place: Place): void => {
      const key = path[index]
      if (typeof key === 'number') {
        go(Array.isArray(value) ? value[key] : null, index + 1, { ...place, path: [...place.path, key] })
        return
      }
      const readings = key === undefined ? undefined : readingsOf(place.sets).get(key)
      const known = [...(readings ?? [])].filter(([name]) => !isObject(value) || Object.hasOwn(value, name))
      // The client asks it of other types alone: it was asked of this one along with them.
      if (known.length === 0 && readings !== undefined) return
      if (known.length === 0) {
        found.set(keyOfPath(place.path), place)
        return
      }
      // Below a null all names are as good.
      for (const [name, sets] of isObject(value) ? known : known.slice(0, 1)) {
        go(isObject(value) ? value[name] : null, index + 1, { path: [...place.path, name], sets })
      }
    }
    go(data, 0, { path: [], sets: [operation.selectionSet] })
    return [...found.values()]
  }
  const askedOf = (fields: readonly Asked[], sets: readonly SelectionSetNode[]): Asked[] => {
    const readings = readingsOf(sets)
    return fields.flatMap((field) =>
      [...(readings.get(field.key) ?? [])].map(([key, below]) => ({ ...field, key, below: askedOf(field.below, below) })),
    )
  }
  return {
    pathsOf: (path: Path): readonly Path[] => placesOf(path).map((place) => place.path),
    lossesOf: (loss: Loss): readonly Loss[] =>
      loss.places.flatMap(placesOf).map(({ path, sets }) => ({ ...loss, fields: askedOf(loss.fields, sets), places: [path] })),
  }
}
