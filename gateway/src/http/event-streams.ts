import type { ServerResponse } from 'node:http'
import { badUserInput, serviceUnavailable, unauthenticated } from '@gruppetto/graph'
import { beginTrace, newTraceparent, type Runtime, type Trace } from '@gruppetto/runtime'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { GatewayConfig } from '../config.ts'
import type { OperationContext } from '../context.ts'
import { presentThrown } from '../errors/present.ts'
import { type CountedOnce, countedOnce } from '../figures/once.ts'
import type { OperationFigures } from '../figures/operation-figures.ts'
import type { ApiKeys } from '../identity/api-keys.ts'
import type { Authenticate, Identity } from '../identity/authenticate.ts'
import type { Revocations } from '../identity/revocations.ts'
import type { LocalBuckets } from '../limits/local-buckets.ts'
import { mustWait } from '../limits/rate.ts'
import { pushOf, pushTurn } from '../live/push-turn.ts'
import type { Subscribe } from '../live/subscribe.ts'
import type { OperationRequest, Pipeline } from '../operations/pipeline.ts'
import { openConnected } from '../sockets/connected.ts'
import { operationIn } from './event-stream-request.ts'
import { hangUpOf } from './hang-up.ts'
import { refuse } from './refuse.ts'

export interface EventStreamOptions {
  readonly runtime: Pick<Runtime, 'log' | 'now'>
  readonly limits: GatewayConfig
  readonly pipeline: Pipeline
  readonly subscribe: Subscribe
  /** Makes a caller with an invalid token anonymous; see anonymousIfRefused. */
  readonly authenticate: Authenticate
  readonly revocations: Revocations
  readonly apiKeys: ApiKeys
  readonly buckets: LocalBuckets
  /** Null where neither metrics nor traces are on. */
  readonly figures: OperationFigures | null
}

/** Answers operations with Server-Sent Events: the "distinct connections mode" of the protocol of graphql-sse. */
export interface EventStreams {
  /** Answers a request that wants events. Throws an error with a status where the request is malformed. */
  answer(request: FastifyRequest, reply: FastifyReply): Promise<void>
  /** Returns the number of open streams. */
  size(): number
  /** Ends all streams. Clients come back, to another gateway. */
  close(): void
}

/** One open stream. */
interface Stream {
  readonly response: ServerResponse
  /** What the answer begins with. */
  readonly headers: Readonly<Record<string, string>>
  readonly address: string
  identity: Identity
  isGone: boolean
}

const TOO_MANY_WAIT_MS = 60_000
/** Streams that end together come back within this time and not at once. EventSource obeys it; other clients have their own rule. */
const COME_BACK_WITHIN_MS = 10_000

const COMMENT = ':\n\n'
const COMPLETE = 'event: complete\ndata: \n\n'
const nextEvent = (text: string): string => `event: next\ndata: ${text}\n\n`

/** Proxies must pass each event on at once, and neither keep nor change it. */
const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'private, no-store, no-transform',
  'x-accel-buffering': 'no',
  'x-content-type-options': 'nosniff',
}

const one = (header: string | string[] | undefined): string | undefined => (Array.isArray(header) ? header.join(',') : header)

export const openEventStreams = (options: EventStreamOptions): EventStreams => {
  const { runtime, limits, pipeline, subscribe, authenticate, revocations, apiKeys, buckets, figures } = options
  const { log } = runtime

  /** Sends the headers. Those of a subscription say that it listens: what happens from then on is told. */
  const begin = ({ response, headers }: Stream): void => {
    if (response.headersSent || response.destroyed) return
    response.writeHead(200, headers)
    response.write(`retry: ${1_000 + Math.floor(Math.random() * COME_BACK_WITHIN_MS)}\n\n`)
  }
  /** Ends a stream without `complete`, which says that nothing more is to come: the client comes back and learns why. */
  const end = (stream: Stream): void => {
    begin(stream)
    stream.response.end()
  }
  const isOpen = ({ response, isGone }: Stream): boolean => !isGone && !response.writableEnded

  /** Resolves when the text is written. A client that does not read holds up what comes next, and is cut off when too much waits. */
  const send = (stream: Stream, text: string): Promise<void> => {
    const { response } = stream
    if (!isOpen(stream)) return Promise.resolve()
    if (response.writableLength > limits.maxSocketBufferBytes) {
      log.info({ buffered: response.writableLength }, 'a stream that is not read is closed')
      response.destroy()
      return Promise.resolve()
    }
    return new Promise((resolve) => response.write(text, () => resolve()))
  }

  const connected = openConnected<Stream>({
    runtime,
    revocations,
    apiKeys,
    pingSeconds: limits.socketPingSeconds,
    end,
    endUnchecked: end,
    /** A comment keeps proxies from closing a quiet stream, and finds connections that are gone. */
    ping(stream) {
      if (stream.response.headersSent) void send(stream, COMMENT)
      return isOpen(stream)
    },
  })

  const identify = async (stream: Stream, { headers }: FastifyRequest, trace: Trace): Promise<OperationContext> => {
    const identity = await authenticate({
      authorization: headers.authorization,
      apiKey: one(headers['x-api-key']),
      address: stream.address,
      userAgent: headers['user-agent'],
    })
    stream.identity = identity
    connected.identified(stream)
    const { traceparent, span } = trace
    return { caller: identity.caller, traceparent, ...(span === null ? {} : { span }) }
  }

  /** Runs the operation and sends what comes of it. Throws when it is refused. */
  const run = async (
    stream: Stream,
    request: FastifyRequest,
    asked: OperationRequest,
    { trace, counted }: { readonly trace: Trace; readonly counted: CountedOnce },
  ): Promise<void> => {
    const context = await identify(stream, request, trace)
    const { caller } = context
    const operation = await pipeline.admit(asked, context)
    const { variables } = asked
    const { operation: kind } = operation.operation
    if (kind !== 'subscription') {
      if (kind === 'mutation' && request.method === 'GET') {
        throw badUserInput([{ path: 'query', message: 'a mutation goes by POST' }])
      }
      begin(stream)
      const patient = { ...context, signal: hangUpOf(stream.response) }
      const result = await pipeline.execute({ ...operation, variables }, patient)
      counted.answered(operation, result)
      await send(stream, nextEvent(JSON.stringify(result)))
      await send(stream, COMPLETE)
      return
    }
    // A stream lasts, and so would a client that is taken for a stranger because its token is stale.
    if (caller.kind === 'anonymous' && caller.refused !== undefined) throw unauthenticated(caller.refused)
    const push = pushOf(caller, stream.address, operation.cost, limits)
    const results = await subscribe(
      operation,
      variables,
      {
        context: async () => {
          const isTurn = await pushTurn(buckets, push, () => isOpen(stream))
          return isTurn && (await connected.holds(stream)) ? { caller, traceparent: newTraceparent() } : null
        },
        tooSlow: () => end(stream),
        // Nothing says that an event has arrived, since the client sends nothing. So a push may repeat it.
        notificationSent: () => undefined,
      },
      context,
      {},
    )
    counted.subscribed(operation)
    begin(stream)
    const stop = (): void => {
      results.return().catch((error: unknown) => log.error({ err: error }, 'a stream was not closed cleanly'))
    }
    stream.response.once('close', stop)
    if (!isOpen(stream)) stop()
    for await (const answer of results) await send(stream, nextEvent(answer.text()))
  }

  const enter = (stream: Stream): void => {
    connected.enter(stream)
    stream.response.on('error', (error) => log.debug({ err: error }, 'a stream broke'))
    stream.response.once('close', () => {
      stream.isGone = true
      connected.leave(stream)
    })
  }

  let isClosing = false
  return {
    async answer(request, reply) {
      const asked = operationIn(request)
      if (isClosing) {
        void refuse(reply, serviceUnavailable('gateway'))
        return
      }
      if (connected.countOf(request.ip) >= limits.maxSocketsPerAddress) {
        void refuse(reply, mustWait(TOO_MANY_WAIT_MS))
        return
      }
      reply.hijack()
      const address = request.ip
      const identity: Identity = { caller: { kind: 'anonymous', address }, expiresAtMs: null }
      const headers = { ...reply.getHeaders(), ...HEADERS } as Record<string, string>
      const stream: Stream = { response: reply.raw, headers, address, identity, isGone: false }
      enter(stream)
      const trace = beginTrace('graphql', one(request.headers.traceparent))
      const counted = countedOnce(figures, performance.now(), trace.span)
      try {
        await run(stream, request, asked, { trace, counted })
      } catch (error) {
        // The protocol wants refusals as an event too: EventSource shows nothing of an answer with another status.
        const errors = presentThrown(error, log, request.id)
        counted.refused({ errors })
        begin(stream)
        await send(stream, nextEvent(JSON.stringify({ errors })))
        await send(stream, COMPLETE)
      }
      end(stream)
    },
    size: () => connected.all.size,
    close() {
      isClosing = true
      for (const stream of connected.all) end(stream)
      connected.close()
    },
  }
}
