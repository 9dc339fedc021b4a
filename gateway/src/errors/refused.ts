import { unauthenticated } from '@gruppetto/graph'
import { type ExecutionResult, GraphQLError } from 'graphql'

type Path = readonly (string | number)[]

/** The places of a query's answer where something was asked for and nothing came: root fields, and the items of one that is a list. */
const emptyPlaces = (data: Readonly<Record<string, unknown>>): Path[] =>
  Object.entries(data).flatMap(([key, value]): Path[] => {
    if (value === null) return [[key]]
    return Array.isArray(value) ? value.flatMap((item, index): Path[] => (item === null ? [[key, index]] : [])) : []
  })

/**
 * The answer to a caller whose token was refused. What everybody may read is there. Where the answer is empty nobody can tell whether the
 * viewer might have seen something, so it is UNAUTHENTICATED there, once for each place: refresh, and ask again.
 */
export const withRefusal = (result: ExecutionResult, isQuery: boolean, why: string): ExecutionResult => {
  const places = new Set<string>()
  const kept = (result.errors ?? []).filter((error) => {
    if (error.extensions.code !== 'UNAUTHENTICATED') return true
    const place = JSON.stringify(error.path)
    const isNew = !places.has(place)
    places.add(place)
    return isNew
  })
  const said = (path: Path): boolean => kept.some((error) => path.every((part, index) => error.path?.[index] === part))
  const empty = isQuery && result.data ? emptyPlaces(result.data as Record<string, unknown>).filter((path) => !said(path)) : []
  const { message, extensions } = unauthenticated(why)
  const errors = [...kept, ...empty.map((path) => new GraphQLError(message, { path, extensions }))]
  return errors.length === 0 ? result : { ...result, errors }
}
