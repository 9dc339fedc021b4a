import { type Breaker, type BreakerState, openBreaker } from '@gruppetto/federation'
import { type Caller, IDENTITY_HEADER, signIdentity } from '@gruppetto/graph'
import { REQUEST_ID_HEADER } from '@gruppetto/runtime'
import type { FormattedExecutionResult } from 'graphql'
import { errors, Pool } from 'undici'
import { PACKING, UnpacksToTooMuch, unpack } from './packed.ts'
import { NoAnswerInTime, patiently } from './patience.ts'
import type { CallTerms, SubgraphTransport } from './transport.ts'

/** What is left of a request's time, in milliseconds, from the gateway to a subgraph. */
export const TIMEOUT_HEADER = 'timeout'

export interface HttpTransportOptions {
  /** The origin of each subgraph, such as http://social:4001. */
  readonly urls: Readonly<Record<string, string>>
  readonly identitySecret: string
  readonly now: () => number
  /** How long a call may take at most, up to the end of its answer. */
  readonly timeoutMs: number
  /** A longer answer is refused, and not read to its end. What counts is what it is when it is unpacked. */
  readonly maxAnswerBytes?: number
  /** Whether answers from there are asked for in a packed form. None are where it is absent. */
  readonly isPacked?: (url: URL) => boolean
  readonly connectionsPerSubgraph?: number
  /** After so many calls in a row that were not answered, a subgraph is left alone. */
  readonly breakerFailures?: number
  /** For how long it is left alone before one call tries it again. */
  readonly breakerRestMs?: number
  /** Hears when a subgraph is left alone, tried again, and back. */
  readonly onState?: (subgraph: string, state: BreakerState, failures: number) => void
}

interface Send {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly caller: Caller
  readonly traceparent: string | null
  readonly body?: unknown
  readonly isPacked: boolean
}

interface HttpAnswer {
  readonly status: number
  readonly text: string
}

/** A subgraph, or what stands before it, says that it cannot answer. */
class NoResult extends Error {}

const connectionCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'UND_ERR_CONNECT_TIMEOUT'])

const isConnectionError = (error: unknown): boolean =>
  error instanceof errors.SocketError ||
  (error instanceof Error && 'code' in error && typeof error.code === 'string' && connectionCodes.has(error.code))

const isResult = (body: unknown): body is FormattedExecutionResult =>
  typeof body === 'object' && body !== null && ('data' in body || 'errors' in body)

/** Calls subgraphs over HTTP with keep-alive connections and a signed identity. */
export const httpTransport = (options: HttpTransportOptions): SubgraphTransport => {
  const { timeoutMs, maxAnswerBytes = 32 * 1024 * 1024, breakerFailures = 10, breakerRestMs = 1_000, onState } = options
  const subgraphs = new Map(
    Object.entries(options.urls).map(([name, url]) => {
      const pool = new Pool(new URL(url).origin, {
        connections: options.connectionsPerSubgraph ?? 32,
        keepAliveTimeout: 30_000,
        headersTimeout: timeoutMs,
        bodyTimeout: timeoutMs,
        maxResponseSize: maxAnswerBytes,
        connect: { timeout: Math.min(timeoutMs, 3_000) },
      })
      const breaker = openBreaker({
        name,
        failures: breakerFailures,
        restMs: breakerRestMs,
        now: () => performance.now(),
        onState: (state, failures) => onState?.(name, state, failures),
      })
      return [name, { pool, breaker, isPacked: options.isPacked?.(new URL(url)) === true }]
    }),
  )
  const named = (name: string): { readonly pool: Pool; readonly breaker: Breaker; readonly isPacked: boolean } => {
    const found = subgraphs.get(name)
    if (found === undefined) throw new Error(`no URL is known for the subgraph ${name}`)
    return found
  }

  /** Sends a request. What may be read twice is sent once more where the connection failed before an answer began. */
  const send = async (
    pool: Pool,
    { method, path, caller, traceparent, body, isPacked }: Send,
    terms: CallTerms,
  ): Promise<HttpAnswer> => {
    const startedMs = performance.now()
    const sent = body === undefined ? null : JSON.stringify(body)
    const begin = () => {
      const leftMs = Math.max(1, Math.ceil(terms.timeoutMs - (performance.now() - startedMs)))
      return pool.request({
        method,
        path,
        headers: {
          'content-type': 'application/json',
          ...(isPacked ? { 'accept-encoding': PACKING } : {}),
          [IDENTITY_HEADER]: signIdentity(caller, options.identitySecret, options.now()),
          ...(terms.isQuery ? { [TIMEOUT_HEADER]: String(leftMs) } : {}),
          ...(terms.requestId === null ? {} : { [REQUEST_ID_HEADER]: terms.requestId }),
          ...(traceparent === null ? {} : { traceparent }),
        },
        body: sent,
        signal: terms.signal,
      })
    }
    const answer = await begin().catch((error: unknown) => {
      if (!terms.isQuery || !isConnectionError(error) || terms.signal.aborted) throw error
      return begin()
    })
    const encoding = answer.headers['content-encoding'] ?? 'identity'
    if (isPacked && encoding === PACKING) {
      return { status: answer.statusCode, text: await unpack(await answer.body.bytes(), maxAnswerBytes) }
    }
    const text = await answer.body.text()
    if (encoding !== 'identity') throw new NoResult(`an answer was sent as ${encoding}, which nobody has asked for`)
    return { status: answer.statusCode, text }
  }

  /**
   * Whether the failure of a call tells nothing of the subgraph: its client has given up, or left it less time than any call has; or its
   * answer was too long.
   */
  const saysNothing = (terms: CallTerms) => (error: unknown) => {
    if (error instanceof errors.ResponseExceededMaxSizeError || error instanceof UnpacksToTooMuch) return true
    return terms.signal.aborted && !(terms.signal.reason instanceof NoAnswerInTime && terms.timeoutMs >= timeoutMs)
  }

  return {
    isHere: () => false,
    execute: async (name, request, caller, traceparent, terms) => {
      const { pool, breaker, isPacked } = named(name)
      const call = { method: 'POST', path: '/graphql', caller, traceparent, body: request } as const
      const answered = async (): Promise<HttpAnswer> => {
        // The answer to a mutation is short, and may hold a secret token beside text that the sender chose: packing would reveal it (BREACH).
        const answer = await send(pool, { ...call, isPacked: isPacked && terms.isQuery }, terms)
        if (answer.status >= 500) throw new NoResult(`${name} answered ${answer.status} without a result`)
        return answer
      }
      const { status, text } = await breaker.pass(answered, saysNothing(terms))
      const body: unknown = status === 200 ? JSON.parse(text) : null
      if (!isResult(body)) throw new NoResult(`${name} answered ${status} without a result`)
      return body
    },
    callRoute: async (name, call) => {
      const { pool, breaker } = named(name)
      const caller: Caller = { kind: 'service', name: 'gateway' }
      const patience = { timeoutMs, signal: null, isQuery: true, requestId: null }
      const answer = await patiently(patience, (terms) =>
        breaker.pass(() => send(pool, { ...call, caller, traceparent: null, isPacked: false }, terms), saysNothing(terms)),
      )
      return { status: answer.status, body: answer.text === '' ? null : (JSON.parse(answer.text) as unknown) }
    },
    close: async () => {
      await Promise.all([...subgraphs.values()].map(({ pool }) => pool.close()))
    },
  }
}
