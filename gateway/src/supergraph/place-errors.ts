import { GraphQLError } from 'graphql'

type Path = readonly (string | number)[]

const at = (data: unknown, key: string | number): unknown =>
  typeof data === 'object' && data !== null ? (data as Record<string | number, unknown>)[key] : undefined

/** Returns the length of the prefix of `path` at which the answer is null. Returns null when the path leads to a value or to a missing key. */
const nullAt = (data: unknown, path: Path): number | null => {
  let value = data
  if (value === null || value === undefined) return 0
  for (const [index, key] of path.entries()) {
    value = at(value, key)
    if (value === undefined) return null
    if (value === null) return index + 1
  }
  return null
}

/** Returns the part of `path` that exists in the answer. The client does not know a key that only the planner added. */
const existingPath = (data: unknown, path: Path): Path => {
  let value = data
  for (const [index, key] of path.entries()) {
    value = at(value, key)
    if (value === undefined) return path.slice(0, index)
    if (value === null) break
  }
  return path
}

const moveTo = (error: GraphQLError, path: Path): GraphQLError =>
  new GraphQLError(error.message, { path, extensions: error.extensions, originalError: error.originalError ?? null })

/**
 * Moves errors to where the answer is null. An outage has an error for each missing leaf; it moves up to the first null on its path, but
 * not above the fields that the subgraph was asked for (the last `extensions.inside` names of the path lie within such a field). Of
 * several errors at one null, as when a non-null field makes its siblings null, one is kept. A field that only the planner added is not
 * named in a path.
 */
export const placeErrors = (data: unknown, errors: readonly GraphQLError[]): readonly GraphQLError[] => {
  const seen = new Set<string>()
  return errors.flatMap((error): GraphQLError[] => {
    const { path } = error
    if (path === undefined || data === undefined) return [error]
    const target = nullAt(data, path) === null ? existingPath(data, path) : path
    if (error.extensions.code !== 'SERVICE_UNAVAILABLE') return [target === path ? error : moveTo(error, target)]
    const inside = typeof error.extensions.inside === 'number' ? error.extensions.inside : 0
    const cut = nullAt(data, target) ?? target.length
    const place = JSON.stringify([error.extensions.service, target.slice(0, cut)])
    if (seen.has(place)) return []
    seen.add(place)
    return [moveTo(error, target.slice(0, Math.max(cut, target.length - inside)))]
  })
}
