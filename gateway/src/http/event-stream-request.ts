import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { OperationRequest } from '../operations/pipeline.ts'

const record = z.record(z.string(), z.unknown())
const asked = z
  .object({
    query: z.string().nullish(),
    documentId: z.string().nullish(),
    operationName: z.string().nullish(),
    variables: record.nullish(),
    extensions: record.nullish(),
  })
  .refine(({ query, documentId, extensions }) => Boolean(query) || Boolean(documentId) || extensions?.persistedQuery != null)

/** The client's mistake, before there is an operation. The route answers it with this status. */
const malformed = (message: string) => Object.assign(new Error(message), { statusCode: 400 })

const NONE =
  'A request has a query, a documentId or a persisted query, and perhaps an operationName and variables, which are an object.'

const inSearch = (url: string): unknown => {
  const { searchParams } = new URL(url, 'http://gateway')
  const objectOf = (name: string): unknown => JSON.parse(searchParams.get(name) || 'null')
  try {
    return {
      query: searchParams.get('query'),
      documentId: searchParams.get('documentId'),
      operationName: searchParams.get('operationName'),
      variables: objectOf('variables'),
      extensions: objectOf('extensions'),
    }
  } catch {
    throw malformed('variables and extensions are JSON.')
  }
}

/** Reads the operation in a request, as GraphQL over HTTP defines it. Throws an error with status 400 where there is none. */
export const operationIn = (request: FastifyRequest): OperationRequest => {
  const read = asked.safeParse(request.method === 'POST' ? request.body : inSearch(request.url))
  if (!read.success) throw malformed(NONE)
  const { operationName, variables, ...document } = read.data
  return { ...document, operationName: operationName || null, variables: variables ?? {} }
}
