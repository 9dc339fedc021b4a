import type { FormattedExecutionResult } from 'graphql'

const statusOfCode: Readonly<Record<string, number>> = {
  UNAUTHENTICATED: 401,
  ACCOUNT_DELETED: 401,
  FORBIDDEN: 403,
  RATE_LIMITED: 429,
  SERVICE_UNAVAILABLE: 503,
  INTERNAL_SERVER_ERROR: 500,
  PERSISTED_QUERY_NOT_FOUND: 200,
}

/**
 * Returns the HTTP status for the answer to a well-formed request, as GraphQL over HTTP defines it. With
 * application/graphql-response+json, a request that was refused before it ran (no `data`) has a status that says why. With
 * application/json the status is 200, and only the errors say it.
 */
export const statusOf = (result: FormattedExecutionResult, contentType: string): number => {
  if (result.data !== undefined || !contentType.startsWith('application/graphql-response+json')) return 200
  const code = result.errors?.[0]?.extensions?.code
  return (typeof code === 'string' ? statusOfCode[code] : undefined) ?? 400
}
