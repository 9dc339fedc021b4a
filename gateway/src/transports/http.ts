import { type Caller, IDENTITY_HEADER, type SubgraphRequest, signIdentity } from '@gruppetto/graph'
import type { FormattedExecutionResult } from 'graphql'
import { errors, Pool } from 'undici'
import type { SubgraphTransport } from './transport.ts'

export interface HttpTransportOptions {
  /** The origin of each subgraph, such as http://social:4001. */
  readonly urls: Readonly<Record<string, string>>
  readonly identitySecret: string
  readonly now: () => number
  readonly timeoutMs: number
  readonly connectionsPerSubgraph?: number
}

interface Send {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly caller: Caller
  readonly traceparent: string | null
  readonly body?: unknown
  readonly mayRepeat: boolean
}

const connectionCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'UND_ERR_CONNECT_TIMEOUT'])

const isConnectionError = (error: unknown): boolean =>
  error instanceof errors.SocketError ||
  (error instanceof Error && 'code' in error && typeof error.code === 'string' && connectionCodes.has(error.code))

const isQuery = (request: SubgraphRequest): boolean => !/^\s*mutation\b/.test(request.query)

const isResult = (body: unknown): body is FormattedExecutionResult =>
  typeof body === 'object' && body !== null && ('data' in body || 'errors' in body)

/** Calls subgraphs over HTTP with keep-alive connections and a signed identity. Reads are sent again once when a connection breaks. */
export const httpTransport = (options: HttpTransportOptions): SubgraphTransport => {
  const { timeoutMs } = options
  const pools = new Map(
    Object.entries(options.urls).map(([name, url]) => [
      name,
      new Pool(new URL(url).origin, {
        connections: options.connectionsPerSubgraph ?? 32,
        keepAliveTimeout: 30_000,
        headersTimeout: timeoutMs,
        bodyTimeout: timeoutMs,
        connect: { timeout: Math.min(timeoutMs, 3_000) },
      }),
    ]),
  )

  const once = async (pool: Pool, send: Send) => {
    const answer = await pool.request({
      method: send.method,
      path: send.path,
      headers: {
        'content-type': 'application/json',
        [IDENTITY_HEADER]: signIdentity(send.caller, options.identitySecret, options.now()),
        ...(send.traceparent === null ? {} : { traceparent: send.traceparent }),
      },
      body: send.body === undefined ? null : JSON.stringify(send.body),
    })
    const text = await answer.body.text()
    return { status: answer.statusCode, text }
  }

  const send = async (name: string, message: Send) => {
    const pool = pools.get(name)
    if (pool === undefined) throw new Error(`no URL is known for the subgraph ${name}`)
    try {
      return await once(pool, message)
    } catch (error) {
      if (!message.mayRepeat || !isConnectionError(error)) throw error
      return await once(pool, message)
    }
  }

  return {
    execute: async (name, request, caller, traceparent) => {
      const mayRepeat = isQuery(request)
      const answer = await send(name, { method: 'POST', path: '/graphql', caller, traceparent, body: request, mayRepeat })
      const body: unknown = answer.status === 200 ? JSON.parse(answer.text) : null
      if (!isResult(body)) throw new Error(`${name} answered ${answer.status} without a result`)
      return body
    },
    callRoute: async (name, call) => {
      const caller: Caller = { kind: 'service', name: 'gateway' }
      const answer = await send(name, { ...call, caller, traceparent: null, mayRepeat: true })
      return { status: answer.status, body: answer.text === '' ? null : (JSON.parse(answer.text) as unknown) }
    },
    close: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.close()))
    },
  }
}
