import { GraphQLError, type GraphQLFormattedError } from 'graphql'
import type { Logger } from 'pino'

/** What a client may be told, and the extensions that go with it; everything else is a fault of ours. */
const known = new Map<string, readonly string[]>(
  Object.entries({
    UNAUTHENTICATED: [],
    FORBIDDEN: [],
    NOT_FOUND: [],
    BAD_USER_INPUT: ['fields'],
    CONFLICT: [],
    PREMIUM_REQUIRED: ['feature'],
    RATE_LIMITED: ['retryAfterSeconds'],
    QUERY_TOO_COMPLEX: ['cost', 'limit'],
    SERVICE_UNAVAILABLE: ['service'],
    GRAPHQL_PARSE_FAILED: [],
    GRAPHQL_VALIDATION_FAILED: [],
    PERSISTED_QUERY_NOT_FOUND: [],
  }),
)

/** Apollo's own codes for what the contract calls otherwise. */
const renamed = new Map<string, string>(
  Object.entries({
    BAD_REQUEST: 'BAD_USER_INPUT',
    OPERATION_RESOLUTION_FAILURE: 'BAD_USER_INPUT',
    PERSISTED_QUERY_NOT_SUPPORTED: 'BAD_USER_INPUT',
  }),
)

export const INTERNAL_MESSAGE = 'Something went wrong on our side.'

/** True for the errors of graphql-js that say which variable or argument is wrong; they come without a code. */
const isCoercion = (error: GraphQLFormattedError): boolean => /^(Variable "\$|Argument ")/.test(error.message)

const kept = (extensions: Readonly<Record<string, unknown>>, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(names.filter((name) => extensions[name] !== undefined).map((name) => [name, extensions[name]]))

/**
 * An error as a client sees it: message, place, path, one of the contract's codes and that code's extensions, and nothing else. What has no
 * such code is logged and answered with a fixed message.
 */
const presentError = (error: GraphQLFormattedError, log: Logger, cause?: unknown): GraphQLFormattedError => {
  const extensions = error.extensions ?? {}
  const given = typeof extensions.code === 'string' ? extensions.code : undefined
  const place = {
    ...(error.locations === undefined ? {} : { locations: error.locations }),
    ...(error.path === undefined ? {} : { path: error.path }),
  }
  const code = given === undefined && isCoercion(error) ? 'BAD_USER_INPUT' : (renamed.get(given ?? '') ?? given ?? '')
  const names = known.get(code)
  if (names === undefined) {
    log.error({ err: cause ?? error, path: error.path, code: given }, 'an operation failed')
    return { message: INTERNAL_MESSAGE, ...place, extensions: { code: 'INTERNAL_SERVER_ERROR' } }
  }
  return {
    message: error.message,
    ...place,
    extensions: { code, ...kept(extensions, names) },
  }
}

/** An error that has been presented, thrown: it is sent as it is, and what it hides is not logged again. */
export class PresentedError extends GraphQLError {
  readonly #shown: GraphQLFormattedError
  constructor(shown: GraphQLFormattedError) {
    super(shown.message)
    this.#shown = shown
  }
  override toJSON(): GraphQLFormattedError {
    return this.#shown
  }
}

/** Any thrown value as a client sees it; several errors are thrown as one AggregateError. */
export const presentThrown = (thrown: unknown, log: Logger): readonly GraphQLFormattedError[] => {
  if (thrown instanceof AggregateError) return thrown.errors.flatMap((error: unknown) => presentThrown(error, log))
  if (thrown instanceof PresentedError) return [thrown.toJSON()]
  if (thrown instanceof GraphQLError) return [presentError(thrown.toJSON(), log, thrown.originalError ?? thrown)]
  return [presentError({ message: INTERNAL_MESSAGE }, log, thrown)]
}
