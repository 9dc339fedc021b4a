import { badUserInput, serviceUnavailable } from '@gruppetto/graph'
import { GraphQLError } from 'graphql'
import { z } from 'zod'
import type { PersistedQueries } from '../http/persisted-queries.ts'
import { hashOf } from '../operations/operations.ts'
import type { Registered } from './registered.ts'

/** The parts of a request that say which document it asks for. A client may have sent anything. */
export interface DocumentRequest {
  readonly query?: unknown
  readonly documentId?: unknown
  readonly extensions?: unknown
}

export interface AskedDocument {
  readonly text: string
  /** Whether the client has sent the text together with its hash, so that the hash alone does next time. */
  readonly isToKeep: boolean
}

/** Finds documents by the SHA-256 of their texts: those that were registered, and those that clients have persisted while they run (APQ). */
export interface AskedDocuments {
  find(hash: string): Promise<string | undefined>
  /**
   * Returns the text that `documentId` names, as GraphQL over HTTP defines it (`sha256:` and the hash). Throws PERSISTED_QUERY_NOT_FOUND,
   * BAD_USER_INPUT for anything else, and SERVICE_UNAVAILABLE when it is not known yet what is registered.
   */
  byId(request: DocumentRequest): Promise<string>
  /** Returns the text that a request asks for in any of the three ways. Throws as `byId` does. */
  of(request: DocumentRequest): Promise<AskedDocument>
}

const DOCUMENT_ID = /^sha256:([0-9a-f]{64})$/

const persistedExtension = z.object({
  persistedQuery: z.object({ version: z.literal(1), sha256Hash: z.string().regex(/^[0-9a-f]{64}$/) }),
})

const wrong = (path: string, message: string): GraphQLError => badUserInput([{ path, message }])

/** As Apollo's clients know it: they send the text then. */
const notFound = (): GraphQLError =>
  new GraphQLError('PersistedQueryNotFound', { extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } })

const hasText = ({ query }: DocumentRequest): boolean => query !== undefined && query !== null && query !== ''

/** Whether a request names its document by `documentId`. */
export const namesDocument = ({ documentId }: DocumentRequest): boolean => documentId !== undefined && documentId !== null

export const openAskedDocuments = (registered: Registered, persisted: Pick<PersistedQueries, 'find'>): AskedDocuments => {
  const find = async (hash: string): Promise<string | undefined> => {
    const known = registered.textOf(hash) ?? (await persisted.find(hash))
    if (known !== undefined) return known
    await registered.lookAgain()
    return registered.textOf(hash)
  }
  const byId = async (request: DocumentRequest): Promise<string> => {
    if (hasText(request)) throw wrong('documentId', 'send documentId or query, not both')
    const hash = typeof request.documentId === 'string' ? DOCUMENT_ID.exec(request.documentId)?.[1] : undefined
    if (hash === undefined) throw wrong('documentId', 'must be sha256: and the 64 hexadecimal digits of the hash, in lower case')
    const text = await find(hash)
    if (text !== undefined) return text
    throw registered.isRead() ? notFound() : serviceUnavailable('gateway')
  }
  return {
    find,
    byId,
    async of(request) {
      if (namesDocument(request)) return { text: await byId(request), isToKeep: false }
      const { query, extensions } = request
      if (typeof extensions !== 'object' || extensions === null || !('persistedQuery' in extensions)) {
        return { text: typeof query === 'string' ? query : '', isToKeep: false }
      }
      const asked = persistedExtension.safeParse(extensions)
      if (!asked.success) {
        throw wrong('extensions.persistedQuery', 'must have the version 1 and the SHA-256 of the text in sha256Hash')
      }
      const { sha256Hash } = asked.data.persistedQuery
      if (typeof query !== 'string' || query === '') {
        const text = await find(sha256Hash)
        if (text === undefined) throw notFound()
        return { text, isToKeep: false }
      }
      if (hashOf(query) !== sha256Hash) throw wrong('extensions.persistedQuery.sha256Hash', 'is not the SHA-256 of query')
      return { text: query, isToKeep: true }
    },
  }
}
