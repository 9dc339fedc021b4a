import { GraphQLError } from 'graphql'

type Path = readonly (string | number)[]

const at = (data: unknown, key: string | number): unknown =>
  typeof data === 'object' && data !== null ? (data as Record<string | number, unknown>)[key] : undefined

/** The length of the prefix of `path` at which the answer is null, or null where the path leads to a value or to nothing asked for. */
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

/** As much of `path` as the answer has: a key that only the planner asked for is no place a client knows. */
const known = (data: unknown, path: Path): Path => {
  let value = data
  for (const [index, key] of path.entries()) {
    value = at(value, key)
    if (value === undefined) return path.slice(0, index)
    if (value === null) break
  }
  return path
}

const moved = (error: GraphQLError, path: Path): GraphQLError =>
  new GraphQLError(error.message, { path, extensions: error.extensions, originalError: error.originalError ?? null })

/**
 * Puts errors where the answer was cut short. An outage is known by the leaves it leaves out: its error goes to the first null on the way,
 * though not above the fields that were asked of the subgraph (`extensions.inside` of its path's last names lie within one). Of those
 * that end in one null, as a non-null field takes its siblings along, one is kept. A field that only the planner asked for is not named.
 */
export const placeErrors = (data: unknown, errors: readonly GraphQLError[]): readonly GraphQLError[] => {
  const seen = new Set<string>()
  return errors.flatMap((error): GraphQLError[] => {
    const { path } = error
    if (path === undefined || data === undefined) return [error]
    const target = nullAt(data, path) === null ? known(data, path) : path
    if (error.extensions.code !== 'SERVICE_UNAVAILABLE') return [target === path ? error : moved(error, target)]
    const inside = typeof error.extensions.inside === 'number' ? error.extensions.inside : 0
    const cut = nullAt(data, target) ?? target.length
    const place = JSON.stringify([error.extensions.service, target.slice(0, cut)])
    if (seen.has(place)) return []
    seen.add(place)
    return [moved(error, target.slice(0, Math.max(cut, target.length - inside)))]
  })
}
