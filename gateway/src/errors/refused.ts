import { unauthenticated } from '@gruppetto/graph'
import { type ExecutionResult, GraphQLError } from 'graphql'

type Path = readonly (string | number)[]

/** Returns the paths of the null root fields of an answer, and of the null items of root fields that are lists. */
const emptyPlaces = (data: Readonly<Record<string, unknown>>): Path[] =>
  Object.entries(data).flatMap(([key, value]): Path[] => {
    if (value === null) return [[key]]
    return Array.isArray(value) ? value.flatMap((item, index): Path[] => (item === null ? [[key, index]] : [])) : []
  })

/**
 * Adds errors to the answer for a caller whose token was refused. Public data stays in the answer. Where the answer is null, the viewer
 * might have seen something with a valid token, so each such path gets one UNAUTHENTICATED error: the client refreshes and asks again.
 */
export const addRefusalErrors = (result: ExecutionResult, isQuery: boolean, why: string): ExecutionResult => {
  const places = new Set<string>()
  const kept = (result.errors ?? []).filter((error) => {
    if (error.extensions.code !== 'UNAUTHENTICATED') return true
    const place = JSON.stringify(error.path)
    const isNew = !places.has(place)
    places.add(place)
    return isNew
  })
  const hasError = (path: Path): boolean => kept.some((error) => path.every((part, index) => error.path?.[index] === part))
  const empty =
    isQuery && result.data ? emptyPlaces(result.data as Record<string, unknown>).filter((path) => !hasError(path)) : []
  const { message, extensions } = unauthenticated(why)
  const errors = [...kept, ...empty.map((path) => new GraphQLError(message, { path, extensions }))]
  return errors.length === 0 ? result : { ...result, errors }
}
