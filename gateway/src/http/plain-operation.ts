import type { OperationRequest } from '../operations/pipeline.ts'

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || (isObject(value) && Object.keys(value).length === 0)

/**
 * Returns the operation of a body that says it as nearly all clients do: its text, its variables and its name. Returns null for a body
 * that names its document otherwise, or that may be malformed: http/apollo.ts knows what to say of it.
 */
export const plainOperationOf = (body: unknown): OperationRequest | null => {
  if (!isObject(body)) return null
  const { query, variables = null, operationName = null, extensions, documentId } = body
  if (typeof query !== 'string' || query === '' || !isEmpty(extensions) || !isEmpty(documentId)) return null
  if (operationName !== null && typeof operationName !== 'string') return null
  if (variables !== null && !isObject(variables)) return null
  return { query, operationName, variables: variables ?? {} }
}
