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

/** Paths are translated key by key, and no answer is so deep. */
const MAX_PATH_KEYS = 100
/** So long are the message, the path and the extensions of an error at most, the latter as JSON: it may stand at a thousand places. */
const MAX_MESSAGE_CHARACTERS = 5_000
const MAX_PATH_CHARACTERS = 5_000
const MAX_EXTENSIONS_CHARACTERS = 20_000
const MAX_CODE_CHARACTERS = 100

const isSmall = (value: unknown, most: number): boolean => {
  try {
    return JSON.stringify(value).length <= most
  } catch {
    // It is nested too deep to be written.
    return false
  }
}

const isPath = (value: unknown): value is Path =>
  Array.isArray(value) &&
  value.length <= MAX_PATH_KEYS &&
  value.every((key) => typeof key === 'string' || typeof key === 'number') &&
  isSmall(value, MAX_PATH_CHARACTERS)

/** Reads the errors of an answer. What is no error of the specification is one without a path. Too large extensions are left out, but for the code. */
export const errorsOf = (subgraph: string, errors: unknown): SubgraphError[] => {
  if (errors === undefined || errors === null) return []
  const list: readonly unknown[] = Array.isArray(errors) ? errors : [errors]
  return list.slice(0, MAX_ERRORS).map((error) => {
    const { message, path, extensions } = isObject(error) ? error : {}
    const given = isObject(extensions) ? extensions : {}
    const isCode = typeof given.code === 'string' && given.code.length <= MAX_CODE_CHARACTERS
    return {
      message:
        typeof message === 'string' && message !== ''
          ? message.slice(0, MAX_MESSAGE_CHARACTERS)
          : `${subgraph} answered with an error.`,
      path: isPath(path) ? path : null,
      extensions: {
        ...(isSmall(given, MAX_EXTENSIONS_CHARACTERS) ? given : {}),
        code: isCode ? given.code : 'DOWNSTREAM_SERVICE_ERROR',
        serviceName: subgraph,
      },
    }
  })
}

/** The error at a place of the client's answer. */
export const errorAt = ({ message, extensions }: SubgraphError, path: Path | null): GraphQLFormattedError =>
  path === null ? { message, extensions } : { message, path, extensions }
