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

/** Every place that differs from `path` in list positions only and where the answer is null; a name met at a list stands for its items'. */
const candidates = (data: unknown, path: Path, isOutage: boolean, from: Path = []): Path[] => {
  const [key, ...rest] = path
  if (data === null) return key === undefined || isOutage ? [[...from, ...path]] : []
  if (key === undefined) return []
  if (Array.isArray(data)) {
    const below = typeof key === 'number' ? rest : path
    return data.flatMap((item, index) => candidates(item, below, isOutage, [...from, index]))
  }
  const value = at(data, key)
  return value === undefined ? [] : candidates(value, rest, isOutage, [...from, key])
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
 * Puts errors where the answer was cut short. ApolloGateway counts the entities of a fetch, not the rows of a list, so in a list of
 * several types its index can point at the wrong row: such an error is moved to the rows that are null there. An outage is known by the
 * leaves it leaves out: its error goes to the first null on the way, though not above the fields that were asked of the subgraph
 * (`extensions.inside` of its path's last names lie within one). Of those that end in one null, as a non-null field takes its siblings
 * along, one is kept.
 */
export const placeErrors = (data: unknown, errors: readonly GraphQLError[]): readonly GraphQLError[] => {
  const seen = new Set<string>()
  const placed: GraphQLError[] = []
  const placeOutage = (error: GraphQLError, path: Path): void => {
    const inside = typeof error.extensions.inside === 'number' ? error.extensions.inside : 0
    const isAstray = nullAt(data, path) === null
    const found = isAstray ? candidates(data, path, true) : []
    for (const target of found.length > 0 ? found : [isAstray ? known(data, path) : path]) {
      const cut = nullAt(data, target) ?? target.length
      const place = JSON.stringify([error.extensions.service, target.slice(0, cut)])
      if (seen.has(place)) continue
      seen.add(place)
      placed.push(moved(error, target.slice(0, Math.max(cut, target.length - inside))))
    }
  }
  for (const error of errors) {
    const { path } = error
    if (path === undefined) placed.push(error)
    else if (error.extensions.code === 'SERVICE_UNAVAILABLE') placeOutage(error, path)
    else {
      const isAstray = data !== null && data !== undefined && nullAt(data, path) === null
      const [elsewhere, ...more] = isAstray ? candidates(data, path, false) : []
      placed.push(elsewhere !== undefined && more.length === 0 ? moved(error, elsewhere) : error)
    }
  }
  return placed
}
