import type { ServerResponse } from 'node:http'
import { badUserInput, serviceUnavailable, unauthenticated } from '@gruppetto/graph'
import { networkOf, type Runtime } from '@gruppetto/runtime'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { GatewayConfig } from '../config.ts'
import { type OperationContext, traceparentFrom } from '../context.ts'
import { presentThrown } from '../errors/present.ts'
import type { ApiKeys } from '../identity/api-keys.ts'
import type { Authenticate, Identity } from '../identity/authenticate.ts'
import type { Revocations } from '../identity/revocations.ts'
import type { LocalBuckets } from '../limits/local-buckets.ts'
import { mustWait } from '../limits/rate.ts'
import { pushOf, pushTurn } from '../live/push-turn.ts'
import type { Subscribe } from '../live/subscribe.ts'
import type { OperationRequest, Pipeline } from '../operations/pipeline.ts'
import { hasEnded } from '../sockets/session.ts'
import { openWheel } from '../sockets/wheel.ts'
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
  readonly address: string
  identity: Identity | null
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
  const { runtime, limits, pipeline, subscribe, authenticate, revocations, apiKeys, buckets } = options
  const { log, now } = runtime
  const streams = new Set<Stream>()
  const ofNetwork = new Map<string, number>()
  const checks = { isRevoked: revocations.isRevoked, apiKeys, now }

  /** Ends a stream without `complete`, which says that nothing more is to come: the client comes back and learns why. */
  const end = ({ response }: Stream): void => {
    response.end()
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

  /** Returns the present caller. Ends the stream and returns null when the credentials have ended, or cannot be checked. */
  const contextNow = async (stream: Stream, { caller, traceparent }: OperationContext): Promise<OperationContext | null> => {
    const isOver = stream.identity === null || (await hasEnded(stream.identity, checks).catch(() => true))
    if (!isOver) return { caller, traceparent }
    end(stream)
    return null
  }
  const checkNow = (stream: Stream): void => {
    const { identity } = stream
    if (identity === null) return
    hasEnded(identity, checks).then(
      (isOver) => isOver && end(stream),
      () => end(stream),
    )
  }

  revocations.onEnded((sessionId) => {
    for (const stream of streams) {
      const caller = stream.identity?.caller
      if (caller?.kind === 'athlete' && caller.sessionId === sessionId) end(stream)
    }
  })
  apiKeys.onChanged((keyId) => {
    for (const stream of streams) {
      const caller = stream.identity?.caller
      if (caller?.kind === 'partner' && caller.keyId === keyId) checkNow(stream)
    }
  })
  const expiries = openWheel<Stream>(now, end)
  const pingEveryMs = limits.socketPingSeconds * 1000
  /** A comment keeps proxies from closing a quiet stream, and finds connections that are gone. */
  const comments = openWheel<Stream>(Date.now, (stream) => {
    if (!isOpen(stream)) return
    comments.set(stream, Date.now() + pingEveryMs)
    void send(stream, COMMENT)
    // If the hint that the session ended was lost, this check finds it, also when nothing is pushed.
    checkNow(stream)
  })

  const identify = async (stream: Stream, { headers }: FastifyRequest): Promise<OperationContext> => {
    const identity = await authenticate({
      authorization: headers.authorization,
      apiKey: one(headers['x-api-key']),
      address: stream.address,
      userAgent: headers['user-agent'],
    })
    stream.identity = identity
    if (identity.expiresAtMs !== null) expiries.set(stream, identity.expiresAtMs)
    return { caller: identity.caller, traceparent: traceparentFrom(one(headers.traceparent)) }
  }

  /** Runs the operation and sends what comes of it. Throws when it is refused. */
  const run = async (stream: Stream, request: FastifyRequest, asked: OperationRequest): Promise<void> => {
    const context = await identify(stream, request)
    const { caller } = context
    const operation = await pipeline.admit(asked, context)
    const { variables } = asked
    const { operation: kind } = operation.operation
    if (kind !== 'subscription') {
      if (kind === 'mutation' && request.method === 'GET') {
        throw badUserInput([{ path: 'query', message: 'a mutation goes by POST' }])
      }
      const patient = { ...context, signal: hangUpOf(stream.response) }
      await send(stream, nextEvent(JSON.stringify(await pipeline.execute({ ...operation, variables }, patient))))
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
          return isTurn ? contextNow(stream, context) : null
        },
        tooSlow: () => end(stream),
        // Nothing says that an event has arrived, since the client sends nothing. So a push may repeat it.
        notificationSent: () => undefined,
      },
      context,
    )
    const stop = (): void => {
      results.return().catch((error: unknown) => log.error({ err: error }, 'a stream was not closed cleanly'))
    }
    stream.response.once('close', stop)
    if (!isOpen(stream)) stop()
    for await (const answer of results) await send(stream, nextEvent(answer.text()))
  }

  const enter = (stream: Stream): void => {
    const network = networkOf(stream.address)
    streams.add(stream)
    ofNetwork.set(network, (ofNetwork.get(network) ?? 0) + 1)
    // The first comment comes at a random time, so that after a restart not all come at once.
    comments.set(stream, Date.now() + pingEveryMs * (0.5 + Math.random() / 2))
    stream.response.on('error', (error) => log.debug({ err: error }, 'a stream broke'))
    stream.response.once('close', () => {
      stream.isGone = true
      streams.delete(stream)
      const left = (ofNetwork.get(network) ?? 1) - 1
      if (left > 0) ofNetwork.set(network, left)
      else ofNetwork.delete(network)
      comments.delete(stream)
      expiries.delete(stream)
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
      if ((ofNetwork.get(networkOf(request.ip)) ?? 0) >= limits.maxSocketsPerAddress) {
        void refuse(reply, mustWait(TOO_MANY_WAIT_MS))
        return
      }
      reply.hijack()
      const stream: Stream = { response: reply.raw, address: request.ip, identity: null, isGone: false }
      enter(stream)
      stream.response.writeHead(200, { ...reply.getHeaders(), ...HEADERS } as Record<string, string>)
      await send(stream, `retry: ${1_000 + Math.floor(Math.random() * COME_BACK_WITHIN_MS)}\n\n`)
      try {
        await run(stream, request, asked)
      } catch (error) {
        // The protocol wants refusals as an event too: EventSource shows nothing of an answer with another status.
        await send(stream, nextEvent(JSON.stringify({ errors: presentThrown(error, log, request.id) })))
        await send(stream, COMPLETE)
      }
      end(stream)
    },
    size: () => streams.size,
    close() {
      isClosing = true
      for (const stream of streams) end(stream)
      comments.close()
      expiries.close()
    },
  }
}
