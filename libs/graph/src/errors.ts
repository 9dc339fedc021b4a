import { isOutage, isWriteConflict } from '@gruppetto/runtime'
import { GraphQLError } from 'graphql'
import type { ConflictReason } from './conflicts.ts'
import type { BrokenRule, FieldRule } from './field-rules.ts'

/** The error codes that a subgraph may return; schema/common.graphql defines them. */
export type ErrorCode =
  | 'UNAUTHENTICATED'
  | 'ACCOUNT_DELETED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'BAD_USER_INPUT'
  | 'CONFLICT'
  | 'PREMIUM_REQUIRED'
  | 'RATE_LIMITED'
  | 'QUERY_TOO_COMPLEX'
  | 'SERVICE_UNAVAILABLE'

const apiError = (code: ErrorCode, message: string, extensions: Record<string, unknown> = {}): GraphQLError =>
  new GraphQLError(message, { extensions: { code, ...extensions } })

export interface FieldProblem extends Omit<BrokenRule, 'rule'> {
  /** The path of the argument, such as `input.handle`. */
  readonly path: string
  /** Default: INVALID, of which the message says all. */
  readonly rule?: FieldRule
}

export const unauthenticated = (message = 'Sign in first.') => apiError('UNAUTHENTICATED', message)
/** Returns the error for an account that its athlete has deleted, and that can be brought back until `erasesAt`. */
export const accountDeleted = (erasesAt: Date) =>
  apiError('ACCOUNT_DELETED', 'This account is deleted. Sign in with restore to bring it back.', {
    erasesAt: erasesAt.toISOString(),
  })
export const forbidden = (message = 'You may not do this.') => apiError('FORBIDDEN', message)
/** Returns the error for an API key that lacks scopes. It names all of them, so that nobody has to find them one by one. */
export const missingScopes = (scopes: readonly string[]) =>
  apiError('FORBIDDEN', `This API key lacks ${scopes.length === 1 ? 'the scope' : 'the scopes'} ${scopes.join(', ')}.`, {
    missingScopes: scopes,
  })
/** Returns the error for a change by an athlete who may only read until then. */
export const suspended = (until: Date) =>
  apiError('FORBIDDEN', `Your account is suspended until ${until.toISOString()}: until then you can only read.`, {
    suspendedUntil: until.toISOString(),
  })
export const notFound = (what = 'This') => apiError('NOT_FOUND', `${what} does not exist, or you may not see it.`)
const shownFields = (fields: readonly FieldProblem[]) =>
  fields.map(({ path, message, rule = 'INVALID', ...bounds }) => ({ path, message, rule, ...bounds }))

export const badUserInput = (fields: readonly FieldProblem[]) =>
  apiError('BAD_USER_INPUT', fields.map((field) => `${field.path}: ${field.message}`).join('; ') || 'The input is not valid.', {
    fields: shownFields(fields),
  })
interface ConflictFacts {
  /** The argument that is taken, such as `input.handle`. */
  readonly path?: string
  /** How many there may be, or how many are left. */
  readonly max?: number
}

/** Returns the error for what is taken, has changed meanwhile, or does not go together with what is there. */
export const conflict = (message: string, reason: ConflictReason, { path, max }: ConflictFacts = {}) =>
  apiError('CONFLICT', message, {
    reason,
    ...(max !== undefined && { max }),
    ...(path !== undefined && { fields: shownFields([{ path, message, rule: 'TAKEN' }]) }),
  })
/** Returns the error for a feature that the athlete's plan lacks, such as `performance`. */
export const premiumRequired = (feature: string) =>
  apiError('PREMIUM_REQUIRED', 'This is part of Gruppetto Premium.', { feature })
/** Returns the error for too many requests of one kind; `what` names them in the message. */
export const rateLimited = (retryAfterSeconds: number, what = 'requests') =>
  apiError('RATE_LIMITED', `Too many ${what}: try again in ${retryAfterSeconds} s.`, { retryAfterSeconds })
export const queryTooComplex = (message: string, cost: number, limit: number) =>
  apiError('QUERY_TOO_COMPLEX', message, { cost, limit })
export const serviceUnavailable = (service: string) =>
  apiError('SERVICE_UNAVAILABLE', `${service} does not answer now.`, { service })

/** Whether the client may see this error. Any other error is reported as INTERNAL_SERVER_ERROR. */
export const isApiError = (error: GraphQLError): boolean =>
  typeof error.extensions.code === 'string' && error.extensions.code !== 'INTERNAL_SERVER_ERROR'

/**
 * What a client sees of an error that is not meant for it: that the service does not answer while a server behind it is away, or while a row is
 * locked by the transaction of a process that has died (for a minute at most); else nothing of it.
 */
export const hiddenError = ({ originalError, path }: GraphQLError, service: string): GraphQLError => {
  const { message, extensions } =
    isOutage(originalError) || isWriteConflict(originalError)
      ? serviceUnavailable(service)
      : { message: 'Something went wrong on our side.', extensions: { code: 'INTERNAL_SERVER_ERROR' } }
  return new GraphQLError(message, { path, extensions })
}
