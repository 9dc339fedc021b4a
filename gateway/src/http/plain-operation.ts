import type { OperationRequest } from '../operations/pipeline.ts'

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isAbsent = (value: unknown): boolean => value === undefined || value === null

const isEmpty = (value: unknown): boolean => isAbsent(value) || (isObject(value) && Object.keys(value).length === 0)

/** Whether these extensions name a persisted operation by its hash, as it has to be, and say nothing else. */
const isHash = (extensions: unknown): boolean => {
  if (!isObject(extensions) || !isObject(extensions.persistedQuery) || Object.keys(extensions).length > 1) return false
  const { version, sha256Hash } = extensions.persistedQuery
  return version === 1 && typeof sha256Hash === 'string' && /^[0-9a-f]{64}$/.test(sha256Hash)
}

/**
 * Returns the operation of a body that says it as clients do all day: its text, its `documentId` or its hash, with variables and a name.
 * Returns null for any other body: it may be malformed, or persist an operation, and http/apollo.ts knows what to say of it.
 */
export const plainOperationOf = (body: unknown): OperationRequest | null => {
  if (!isObject(body)) return null
  const { query, documentId, extensions, variables = null, operationName = null } = body
  if (operationName !== null && typeof operationName !== 'string') return null
  if (variables !== null && !isObject(variables)) return null
  const asked = { operationName, variables: variables ?? {} }
  if (isAbsent(query) && isAbsent(documentId)) return isHash(extensions) ? { extensions, ...asked } : null
  if (!isEmpty(extensions)) return null
  if (isAbsent(query)) return { documentId, ...asked }
  return typeof query === 'string' && query !== '' && isAbsent(documentId) ? { query, ...asked } : null
}
