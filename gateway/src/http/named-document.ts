import { badUserInput } from '@gruppetto/graph'
import { type AskedDocuments, namesDocument } from '../registered/asked-document.ts'

/** The part of an HTTP request that says which operation to run. */
export interface GraphqlParameters {
  /** The query of the URL of a GET, with its question mark. */
  readonly search: string
  /** The body of a POST, as JSON. */
  readonly body: unknown
}

const inSearch = async (documents: AskedDocuments, given: string): Promise<string> => {
  const search = new URLSearchParams(given)
  const [documentId, ...more] = search.getAll('documentId')
  if (documentId === undefined) return given
  if (more.length > 0) throw badUserInput([{ path: 'documentId', message: 'may be there only once' }])
  search.set('query', await documents.byId({ query: search.get('query'), documentId }))
  search.delete('documentId')
  return `?${search}`
}

const inBody = async (documents: AskedDocuments, given: unknown): Promise<unknown> => {
  if (typeof given !== 'object' || given === null || Array.isArray(given) || !namesDocument(given)) return given
  return { ...given, documentId: undefined, query: await documents.byId(given) }
}

/**
 * Puts the text of the document that a request names by `documentId` in the place where other requests have it. Other requests stay as they
 * are. Throws as `byId` does.
 */
export const withNamedDocument = async (
  documents: AskedDocuments,
  { search, body }: GraphqlParameters,
  isPost: boolean,
): Promise<GraphqlParameters> => ({
  search: isPost || !search.includes('documentId') ? search : await inSearch(documents, search),
  body: isPost ? await inBody(documents, body) : body,
})
