import type { GraphQLFormattedError } from 'graphql'
import { isObject, type Path } from '../json.ts'

/** An error of a subgraph, with the path in the subgraph's answer. */
export interface SubgraphError {
  readonly message: string
  readonly path: Path | null
  readonly extensions: Readonly<Record<string, unknown>>
}

/** More errors of one answer would say nothing new. */
const MAX_ERRORS = 1_000

const isPath = (value: unknown): value is Path =>
  Array.isArray(value) && value.every((key) => typeof key === 'string' || typeof key === 'number')

/** Reads the errors of an answer. What is no error of the specification is one without a path. */
export const errorsOf = (subgraph: string, errors: unknown): SubgraphError[] => {
  if (errors === undefined || errors === null) return []
  const list: readonly unknown[] = Array.isArray(errors) ? errors : [errors]
  return list.slice(0, MAX_ERRORS).map((error) => {
    const { message, path, extensions } = isObject(error) ? error : {}
    const given = isObject(extensions) ? extensions : {}
    return {
      message: typeof message === 'string' && message !== '' ? message : `${subgraph} answered with an error.`,
      path: isPath(path) ? path : null,
      extensions: {
        ...given,
        code: typeof given.code === 'string' ? given.code : 'DOWNSTREAM_SERVICE_ERROR',
        serviceName: subgraph,
      },
    }
  })
}

/** The error at a place of the client's answer. */
export const errorAt = ({ message, extensions }: SubgraphError, path: Path | null): GraphQLFormattedError =>
  path === null ? { message, extensions } : { message, path, extensions }
