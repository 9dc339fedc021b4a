import { traceIdOf } from '@gruppetto/runtime'
import { GraphQLError, type GraphQLFormattedError } from 'graphql'
import type { Logger } from 'pino'

/** The error codes that clients may see, with the extensions of each. Any other error is an internal one. */
const known = new Map<string, readonly string[]>(
  Object.entries({
    UNAUTHENTICATED: [],
    ACCOUNT_DELETED: ['erasesAt'],
    FORBIDDEN: ['suspendedUntil'],
    NOT_FOUND: [],
    BAD_USER_INPUT: ['fields'],
    CONFLICT: ['fields', 'reason', 'max'],
    PREMIUM_REQUIRED: ['feature'],
    RATE_LIMITED: ['retryAfterSeconds'],
    QUERY_TOO_COMPLEX: ['cost', 'limit'],
    SERVICE_UNAVAILABLE: ['service'],
    GRAPHQL_PARSE_FAILED: [],
    GRAPHQL_VALIDATION_FAILED: [],
    PERSISTED_QUERY_NOT_FOUND: [],
  }),
)

/** Apollo's codes, and the contract's codes for the same errors. */
const renamed = new Map<string, string>(
  Object.entries({
    BAD_REQUEST: 'BAD_USER_INPUT',
    OPERATION_RESOLUTION_FAILURE: 'BAD_USER_INPUT',
    PERSISTED_QUERY_NOT_SUPPORTED: 'BAD_USER_INPUT',
  }),
)

export const INTERNAL_MESSAGE = 'Something went wrong on our side.'

/** Whose error it is, for the log. */
interface Asker {
  readonly requestId: string | undefined
  readonly traceId?: string | null
}

/** Whether graphql-js says with this error that a variable or argument is wrong. These errors have no code. */
const isCoercion = (error: GraphQLFormattedError): boolean => /^(Variable "\$|Argument ")/.test(error.message)

const kept = (extensions: Readonly<Record<string, unknown>>, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(names.filter((name) => extensions[name] !== undefined).map((name) => [name, extensions[name]]))

/**
 * Converts an error to what a client sees: message, locations, path, one of the contract's codes and the extensions of that code. An
 * error without such a code is logged, and the client gets a fixed message.
 */
const presentError = (
  error: GraphQLFormattedError,
  { log, of, cause }: { readonly log: Logger; readonly of: Asker; readonly cause?: unknown },
): GraphQLFormattedError => {
  const extensions = error.extensions ?? {}
  const given = typeof extensions.code === 'string' ? extensions.code : undefined
  const place = {
    ...(error.locations === undefined ? {} : { locations: error.locations }),
    ...(error.path === undefined ? {} : { path: error.path }),
  }
  const code = given === undefined && isCoercion(error) ? 'BAD_USER_INPUT' : (renamed.get(given ?? '') ?? given ?? '')
  const names = known.get(code)
  if (names === undefined) {
    log.error({ err: cause ?? error, path: error.path, code: given, ...of }, 'an operation failed')
    return { message: INTERNAL_MESSAGE, ...place, extensions: { code: 'INTERNAL_SERVER_ERROR' } }
  }
  return {
    message: error.message,
    ...place,
    extensions: { code, ...kept(extensions, names) },
  }
}

/** Carries a presented error through a throw. It is sent to the client unchanged and is not logged again. */
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

/**
 * Converts any thrown value to the errors that a client sees. Several errors are thrown as one AggregateError. The log names the client's
 * request and its trace, where there are any.
 */
export const presentThrown = (
  thrown: unknown,
  log: Logger,
  requestId?: string,
  traceparent?: string,
): readonly GraphQLFormattedError[] => {
  if (thrown instanceof AggregateError) {
    return thrown.errors.flatMap((error: unknown) => presentThrown(error, log, requestId, traceparent))
  }
  const of = { requestId, ...(traceparent === undefined ? {} : { traceId: traceIdOf(traceparent) }) }
  if (thrown instanceof PresentedError) return [thrown.toJSON()]
  if (thrown instanceof GraphQLError) {
    return [presentError(thrown.toJSON(), { log, of, cause: thrown.originalError ?? thrown })]
  }
  return [presentError({ message: INTERNAL_MESSAGE }, { log, of, cause: thrown })]
}
