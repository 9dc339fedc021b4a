import { isObject, type JsonObject } from '../json.ts'
import type { PossibleTypes } from '../schema/possible-types.ts'

/** Copies what is written into two places of the tree, which may become different later. */
export const copyOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(copyOf)
  if (!isObject(value)) return value
  const copy: JsonObject = {}
  for (const key of Object.keys(value)) if (key !== '__proto__') copy[key] = copyOf(value[key])
  return copy
}

/**
 * Merges an answer into the tree, in place. What is null in one answer and a value in another is the value. A concrete `__typename` stays
 * where a subgraph only knows the interface.
 */
export const merge = (target: JsonObject, source: JsonObject, possibleTypes: PossibleTypes): void => {
  for (const key of Object.keys(source)) {
    if (key === '__proto__') continue
    const value = source[key]
    const known = target[key]
    // A function is what every object has, such as `constructor`, and a field may be called.
    if (known === undefined || known === null || typeof known === 'function') target[key] = value
    else if (value !== null && value !== known) target[key] = merged(key, known, value, possibleTypes)
  }
}

const merged = (key: string, known: unknown, value: unknown, possibleTypes: PossibleTypes): unknown => {
  if (isObject(known) && isObject(value)) {
    merge(known, value, possibleTypes)
    return known
  }
  if (Array.isArray(known) && Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      const before: unknown = known[index]
      if (before === undefined || before === null) known[index] = item
      else if (item !== null) known[index] = merged(key, before, item, possibleTypes)
    }
    return known
  }
  if (key === '__typename' && typeof value === 'string' && possibleTypes.isAbstract(value)) return known
  return value
}
