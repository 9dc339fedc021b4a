import { isObject, type JsonObject, type Path } from '../json.ts'
import type { PossibleTypes } from '../schema/possible-types.ts'
import type { ExactTypes, FlattenPath } from './fetches.ts'

export type Walk = (tree: unknown, into: Set<JsonObject>) => void

/** Puts the object, or all objects of the list, into `into`. */
const take: Walk = (value, into) => {
  if (Array.isArray(value)) for (const item of value) take(item, into)
  else if (typeof value === 'object' && value !== null) into.add(value as JsonObject)
}

/** A value without a `__typename` passes a type condition: then its type is the only one that can be there. */
const passes = (value: JsonObject, types: ReadonlySet<string>): boolean =>
  typeof value.__typename !== 'string' || types.has(value.__typename)

const typesOf = (segment: { TypeCondition: string[] } | ExactTypes, possibleTypes: PossibleTypes): ReadonlySet<string> =>
  'isExact' in segment ? new Set(segment.TypeCondition) : possibleTypes.of(segment.TypeCondition)

/** Compiles the path of a plan to a function that collects the objects there. */
export const compileWalk = (path: FlattenPath, possibleTypes: PossibleTypes): Walk =>
  path.reduceRight<Walk>((next, segment) => {
    if (segment === '@') {
      // One planner has one segment for a list in a list too, the other has two.
      const items: Walk = (value, into) => {
        if (Array.isArray(value)) for (const item of value) items(item, into)
        else next(value, into)
      }
      return items
    }
    if ('Field' in segment) {
      const key = segment.Field
      return (value, into) => {
        if (isObject(value)) next(value[key], into)
      }
    }
    const types = typesOf(segment, possibleTypes)
    const walk: Walk = (value, into) => {
      if (Array.isArray(value)) for (const item of value) walk(item, into)
      else if (isObject(value) && passes(value, types)) next(value, into)
    }
    return walk
  }, take)

/** Finds where the objects of a path are. Only errors ask for it, so a walk does not keep account of it. */
export const placesOf = (
  tree: unknown,
  path: FlattenPath,
  possibleTypes: PossibleTypes,
): ReadonlyMap<JsonObject, readonly Path[]> => {
  const places = new Map<JsonObject, Path[]>()
  const look = (value: unknown, index: number, place: Path): void => {
    if (Array.isArray(value)) {
      const below = path[index] === '@' ? index + 1 : index
      for (const [at, item] of value.entries()) look(item, below, [...place, at])
      return
    }
    if (!isObject(value)) return
    const segment = path[index]
    if (segment === undefined) {
      const known = places.get(value)
      if (known === undefined) places.set(value, [place])
      else known.push(place)
    } else if (segment !== '@' && 'Field' in segment) look(value[segment.Field], index + 1, [...place, segment.Field])
    else if (segment !== '@' && passes(value, typesOf(segment, possibleTypes))) look(value, index + 1, place)
  }
  look(tree, 0, [])
  return places
}
