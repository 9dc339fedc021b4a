import { errors, Pool } from 'undici'
import { isObject } from './json.ts'
import type { SubgraphAnswer, SubgraphCaller } from './subgraph.ts'

export interface HttpCallerOptions<Context> {
  readonly url: string
  /** The headers of a request besides the content's type, such as `authorization`. */
  readonly headers: (context: Context) => Readonly<Record<string, string>>
  /** For the whole answer, in milliseconds. */
  readonly timeoutMs: number
  /** An answer with more bytes is refused. */
  readonly maxAnswerBytes: number
  readonly connections: number
}

export interface HttpCaller<Context> extends SubgraphCaller<Context> {
  close(): Promise<void>
}

const connectionCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'UND_ERR_CONNECT_TIMEOUT'])

const isConnectionError = (error: unknown): boolean =>
  error instanceof errors.SocketError ||
  (error instanceof Error && 'code' in error && typeof error.code === 'string' && connectionCodes.has(error.code))

const read = async (body: AsyncIterable<Buffer>, maxBytes: number): Promise<string> => {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of body) {
    bytes += chunk.length
    if (bytes > maxBytes) throw new Error(`the answer has more than ${maxBytes} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/**
 * Calls a subgraph over HTTP, with connections of its own that are kept. A query is sent once more when the connection breaks, and nothing else
 * is. An answer with any status counts, if it is one of GraphQL.
 */
export const httpCaller = <Context>(options: HttpCallerOptions<Context>): HttpCaller<Context> => {
  const { timeoutMs, maxAnswerBytes } = options
  const { origin, pathname, search } = new URL(options.url)
  const pool = new Pool(origin, {
    connections: options.connections,
    pipelining: 1,
    keepAliveTimeout: 30_000,
    connect: { timeout: Math.min(timeoutMs, 3_000) },
  })

  const once = async (
    body: string,
    headers: Readonly<Record<string, string>>,
    outer: AbortSignal | null,
  ): Promise<SubgraphAnswer> => {
    const ending = AbortSignal.timeout(timeoutMs)
    const signal = outer === null ? ending : AbortSignal.any([outer, ending])
    const answer = await pool.request({
      method: 'POST',
      path: pathname + search,
      headers: { ...headers, 'content-type': 'application/json', accept: 'application/json' },
      body,
      signal,
    })
    const parsed: unknown = JSON.parse(await read(answer.body, maxAnswerBytes))
    if (!isObject(parsed) || !('data' in parsed || 'errors' in parsed)) {
      throw new Error(`the answer with status ${answer.statusCode} is none of GraphQL`)
    }
    return parsed
  }

  return {
    call: async ({ operation, variables, context, signal }) => {
      const { document: query, operationName, kind } = operation
      const body = JSON.stringify(operationName === null ? { query, variables } : { query, variables, operationName })
      const headers = options.headers(context)
      try {
        return await once(body, headers, signal)
      } catch (error) {
        if (kind !== 'query' || !isConnectionError(error) || signal?.aborted === true) throw error
        return await once(body, headers, signal)
      }
    },
    close: () => pool.close(),
  }
}
