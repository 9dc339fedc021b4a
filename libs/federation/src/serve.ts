import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { GraphQLError, type GraphQLFormattedError, parse, validate } from 'graphql'
import { withBreaker } from './breaker.ts'
import { type EngineResult, openEngine, type PreparedOperation } from './engine.ts'
import { type HttpCaller, headerLines, httpCaller } from './http/http-caller.ts'
import { isObject } from './json.ts'
import { RAW } from './notation.ts'
import { bytesOf } from './raw/raw-text.ts'

/** What the client's request says to the subgraphs, as it is sent. */
interface Context {
  readonly headers: string
}

interface GraphqlRequest {
  readonly query: string
  readonly operationName: string | null
  readonly variables: Readonly<Record<string, unknown>>
}

const MAX_BODY_BYTES = 1_000_000
const MAX_PREPARED = 1_000

const badRequest = (message: string, code = 'BAD_REQUEST') => new GraphQLError(message, { extensions: { code } })

/** Listens to the request itself: to iterate over it costs more than a small body does. */
const bodyOf = (request: IncomingMessage): Promise<string> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let bytes = 0
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > MAX_BODY_BYTES) reject(badRequest(`The request has more than ${MAX_BODY_BYTES} bytes.`))
      else chunks.push(chunk)
    })
    request.on('end', () => resolve((chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)).toString()))
    request.on('error', reject)
  })

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw badRequest('The body is no JSON.')
  }
}

const requestOf = (body: unknown): GraphqlRequest => {
  const { query, operationName = null, variables = null } = isObject(body) ? body : {}
  if (typeof query !== 'string') throw badRequest('The body has no query.')
  if (operationName !== null && typeof operationName !== 'string') throw badRequest('operationName is no text.')
  if (variables !== null && !isObject(variables)) throw badRequest('variables is no object.')
  return { query, operationName, variables: variables ?? {} }
}

/** Errors as they are sent: one that is kept whole keeps all that validation has made of its document. */
type Prepared = PreparedOperation<Context> | readonly GraphQLFormattedError[]

const parsed = (query: string) => {
  try {
    return parse(query, { maxTokens: 10_000 })
  } catch (error) {
    if (error instanceof GraphQLError) throw badRequest(error.message, 'GRAPHQL_PARSE_FAILED')
    throw error
  }
}

/** A result as it is sent, a byte in each character. */
const written = (result: EngineResult): string => bytesOf(JSON.stringify(result))

export interface ServerOptions {
  readonly supergraphSdl: string
  /** Of 127.0.0.1; any free one where it is 0. */
  readonly port: number
  readonly log: (message: string, error: unknown) => void
}

export interface Server {
  readonly port: number
  /** Ends at once: what is under way gets no answer. */
  close(): Promise<void>
}

/**
 * Serves a supergraph at POST /graphql with the engine alone, without anything of the product. Its subgraphs are asked at the URLs that it has for
 * them, with the client's `authorization`. Resolves when it listens; rejects when the supergraph is none or the port is taken.
 */
export const serveSupergraph = async ({ supergraphSdl, port, log }: ServerOptions): Promise<Server> => {
  const callers: HttpCaller<Context>[] = []
  const engine = openEngine<Context>({
    supergraphSdl,
    subgraphs: (name, url) => {
      const caller = httpCaller<Context>({
        url,
        headers: ({ headers }) => headers,
        timeoutMs: 30_000,
        maxAnswerBytes: 10_000_000,
        connections: 128,
      })
      callers.push(caller)
      return withBreaker(caller, { name, failures: 20, restMs: 1_000, now: Date.now })
    },
    // The callers keep it.
    timeoutMs: null,
    planTimeoutMs: 30_000,
    notation: RAW,
    onOutage: (subgraph, error) => log(`${subgraph} has not answered`, error),
  })

  /**
   * The operations that were asked for last, in two generations: to note the order at each request costs more. Equal ones that come at once are
   * prepared once.
   */
  let recent = new Map<string, Promise<Prepared>>()
  let older = new Map<string, Promise<Prepared>>()

  const prepare = async ({ query, operationName }: GraphqlRequest): Promise<Prepared> => {
    const document = parsed(query)
    const errors = validate(engine.schema, document)
    return errors.length > 0 ? errors.map((error) => error.toJSON()) : engine.prepare(document, operationName)
  }

  const preparedFor = (request: GraphqlRequest): Promise<Prepared> => {
    const key = `${request.operationName ?? ''}\n${request.query}`
    const known = recent.get(key)
    if (known !== undefined) return known
    const preparing = older.get(key) ?? prepare(request)
    if (recent.size >= MAX_PREPARED / 2) {
      older = recent
      recent = new Map()
    }
    recent.set(key, preparing)
    // One that has failed is tried again.
    preparing.catch(() => {
      if (recent.get(key) === preparing) recent.delete(key)
      if (older.get(key) === preparing) older.delete(key)
    })
    return preparing
  }

  const answer = async (incoming: IncomingMessage): Promise<string> => {
    try {
      const request = requestOf(jsonOf(await bodyOf(incoming)))
      const prepared = await preparedFor(request)
      if (!('execute' in prepared)) return written({ errors: prepared })
      if (prepared.kind === 'subscription') throw badRequest('A subscription needs a socket.')
      const { authorization } = incoming.headers
      const headers = authorization === undefined ? '' : headerLines({ authorization })
      return await prepared.write({ variables: request.variables, context: { headers } })
    } catch (error) {
      if (error instanceof GraphQLError) return written({ errors: [error.toJSON()] })
      log('an operation failed', error)
      return written({
        errors: [{ message: 'Something went wrong on our side.', extensions: { code: 'INTERNAL_SERVER_ERROR' } }],
      })
    }
  }

  const server = createServer((request, response) => {
    const [path] = (request.url ?? '').split('?')
    if (path === '/health') {
      response.end('ok')
      return
    }
    if (path !== '/graphql' || request.method !== 'POST') {
      response.writeHead(path === '/graphql' ? 405 : 404, { allow: 'POST' }).end()
      return
    }
    void answer(request).then((text) => {
      response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': text.length })
      response.end(text, 'latin1')
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      for (const caller of callers) caller.close()
      engine.close()
    },
  }
}
