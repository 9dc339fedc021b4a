import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { networkOf, type Runtime } from '@gruppetto/runtime'
import { type ExecutionArgs, GraphQLError, type GraphQLSchema } from 'graphql'
import { CloseCode, handleProtocols, makeServer, type SubscribePayload } from 'graphql-ws'
import { type WebSocket, WebSocketServer } from 'ws'
import type { GatewayConfig } from '../config.ts'
import type { OperationContext } from '../context.ts'
import { PresentedError, presentThrown } from '../errors/present.ts'
import { GRAPHQL_PATH } from '../http/graphql-route.ts'
import type { ApiKeys } from '../identity/api-keys.ts'
import type { Authenticate } from '../identity/authenticate.ts'
import type { Revocations } from '../identity/revocations.ts'
import type { LocalBuckets } from '../limits/local-buckets.ts'
import { payerOf, tokensOf } from '../limits/rate.ts'
import type { Subscribe } from '../live/subscribe.ts'
import type { Pipeline } from '../operations/pipeline.ts'
import { withQuery } from './by-hash.ts'
import { openConfirmations } from './confirmations.ts'
import { sendStream } from './send-stream.ts'
import { currentContext, forbid, GOING_AWAY, type SocketSession, TRY_AGAIN_LATER } from './session.ts'
import { takeUpgrades, type UpgradingServer } from './upgrades.ts'
import { openWheel } from './wheel.ts'

export interface SocketServerOptions {
  readonly runtime: Runtime
  readonly limits: GatewayConfig
  readonly schema: GraphQLSchema
  readonly pipeline: Pipeline
  readonly subscribe: Subscribe
  readonly authenticate: Authenticate
  readonly revocations: Revocations
  readonly apiKeys: ApiKeys
  readonly buckets: LocalBuckets
}

export interface SocketServer {
  /** Handles the websocket upgrades on /graphql of an HTTP server. */
  attach(server: UpgradingServer): void
  size(): number
  /** Closes all sockets with code 1001, and terminates those that do not close in time. */
  close(withinMs: number): Promise<void>
}

/** An admitted operation. graphql-ws calls `run` when it has registered the operation. */
interface Prepared {
  run(): ReturnType<Pipeline['execute']> | ReturnType<typeof sendStream>
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

/** Returns `authorization` from the connection parameters, also when it begins with a capital letter. */
const authorizationOf = (payload: Readonly<Record<string, unknown>> | undefined): string | undefined =>
  text(payload?.authorization) ?? text(payload?.Authorization)

/** Returns the client's address, by the same rule as Fastify: the peer's, or the one that the trusted proxies name. */
const addressOf = (request: IncomingMessage, trustedProxies: number): string | null => {
  const header = request.headers['x-forwarded-for']
  const named = (Array.isArray(header) ? header.join(',') : (header ?? '')).split(',').map((part) => part.trim())
  const hops = [request.socket.remoteAddress, ...named.filter((part) => part !== '').reverse()]
  return hops[Math.min(trustedProxies, hops.length - 1)] ?? null
}

export const openSocketServer = (options: SocketServerOptions): SocketServer => {
  const { runtime, limits, schema, pipeline, subscribe, authenticate, revocations, apiKeys } = options
  const { isRevoked } = revocations
  const { log, now } = runtime
  const sessions = new Set<SocketSession>()
  const ofNetwork = new Map<string, number>()
  const pingEveryMs = limits.socketPingSeconds * 1000
  const confirmations = openConfirmations(runtime)
  const contextNow = (session: SocketSession) => currentContext(session, { isRevoked, apiKeys, now })

  revocations.onEnded((sessionId) => {
    for (const session of sessions) {
      const { caller } = session.identity
      if (caller.kind === 'athlete' && caller.sessionId === sessionId) forbid(session)
    }
  })
  const checkNow = (session: SocketSession): void => {
    contextNow(session).catch((error: unknown) => log.error({ err: error }, 'a socket could not be checked'))
  }
  apiKeys.onChanged((keyId) => {
    for (const session of sessions) {
      const { caller } = session.identity
      if (caller.kind === 'partner' && caller.keyId === keyId) checkNow(session)
    }
  })
  const expiries = openWheel<SocketSession>(now, forbid)
  const pings = openWheel<SocketSession>(Date.now, (session) => {
    if (!session.isAlive) return session.socket.terminate()
    session.isAlive = false
    session.socket.ping()
    pings.set(session, Date.now() + pingEveryMs)
    // If the hint that the session ended was lost, this check finds it, also when nothing is pushed.
    checkNow(session)
  })

  const identify = async (session: SocketSession, authorization: string | undefined, apiKey?: string): Promise<boolean> => {
    try {
      const identity = await authenticate({ authorization, apiKey, address: session.address })
      const before = session.identity.caller
      const isOther =
        before.kind === 'athlete' && (identity.caller.kind !== 'athlete' || identity.caller.athleteId !== before.athleteId)
      // The open subscriptions belong to one athlete, so the socket cannot change to another one.
      if (isOther) return false
      session.identity = identity
      if (identity.expiresAtMs !== null) expiries.set(session, identity.expiresAtMs)
      return true
    } catch (error) {
      if (error instanceof GraphQLError && error.extensions.code !== 'SERVICE_UNAVAILABLE') return false
      session.socket.close(TRY_AGAIN_LATER, 'Try again later')
      return true
    }
  }

  const prepare = async (
    session: SocketSession,
    id: string,
    payload: SubscribePayload,
    context: OperationContext,
  ): Promise<Prepared & ExecutionArgs> => {
    const { operationName = null, variables } = payload
    const request = { ...payload, operationName, variables: variables ?? {} }
    const operation = await pipeline.admit(request, context)
    const args = { schema, document: operation.document, operationName }
    if (operation.operation.operation !== 'subscription') {
      return { ...args, run: () => pipeline.execute({ ...operation, variables: request.variables }, context) }
    }
    const push = {
      key: `push:${payerOf(context.caller, session.address)}`,
      perMinute: limits.ratePerMinutePushes,
      cost: Math.min(tokensOf(operation.cost), limits.ratePerMinutePushes),
    }
    const listener = {
      // A push costs as much as a query. Above the rate it waits, together with the hints that arrive meanwhile.
      context: async () => {
        for (let waitMs = options.buckets.take(push); waitMs > 0; waitMs = options.buckets.take(push)) {
          await sleep(waitMs, undefined, { ref: false })
          if (session.socket.readyState !== session.socket.OPEN) return null
        }
        return contextNow(session)
      },
      tooSlow: () => session.socket.close(TRY_AGAIN_LATER, 'Too slow: come back and catch up'),
      notificationSent: (id: string) => confirmations.ask(session, id),
    }
    const stream = await subscribe(operation, request.variables, listener, context)
    return { ...args, run: () => sendStream(stream, id, (data) => send(session, data)) }
  }

  // graphql-ws passes the arguments that onSubscribe returned, and these include `run`.
  const run = (args: ExecutionArgs) => (args as ExecutionArgs & Prepared).run()

  const protocol = makeServer<Record<string, unknown>, SocketSession>({
    connectionInitWaitTimeout: 10_000,
    async onConnect(context) {
      const session = context.extra
      const { handshake } = session
      session.handshake = null
      const isGood = await identify(
        session,
        authorizationOf(context.connectionParams) ?? handshake?.authorization,
        handshake?.apiKey,
      )
      return isGood
    },
    async onPing(context, payload) {
      const authorization = authorizationOf(payload)
      if (authorization === undefined || !context.acknowledged) return
      if (!(await identify(context.extra, authorization))) forbid(context.extra)
    },
    async onSubscribe(context, id, payload) {
      const session = context.extra
      const open = Object.keys(context.subscriptions).length
      if (open > limits.maxSubscriptionsPerSocket) {
        return [
          new GraphQLError(`A socket carries ${limits.maxSubscriptionsPerSocket} operations at once.`, {
            extensions: { code: 'QUERY_TOO_COMPLEX', cost: open, limit: limits.maxSubscriptionsPerSocket },
          }),
        ]
      }
      const now = await contextNow(session)
      if (now === null) return [new GraphQLError('Sign in first.', { extensions: { code: 'UNAUTHENTICATED' } })]
      try {
        return await prepare(session, id, payload, now)
      } catch (error) {
        return presentThrown(error, log).map((shown) => new PresentedError(shown))
      }
    },
    execute: (args) => run(args) as never,
    subscribe: (args) => run(args) as never,
    // The errors are presented already. Without this, graphql-ws would convert them to GraphQLErrors again.
    onNext: (_context, _id, _payload, _args, result) => result as never,
    // What a stream throws is wrapped by graphql-ws.
    onError: (_context, _id, _payload, errors) =>
      errors.flatMap((error) => presentThrown(error.originalError instanceof AggregateError ? error.originalError : error, log)),
  })

  const sockets = new WebSocketServer({
    noServer: true,
    handleProtocols,
    maxPayload: limits.maxBodyBytes,
    perMessageDeflate: false,
    clientTracking: false,
  })

  const send = (session: SocketSession, data: string): Promise<void> => {
    const { socket } = session
    if (socket.readyState !== socket.OPEN) return Promise.resolve()
    if (socket.bufferedAmount > limits.maxSocketBufferBytes) {
      log.info({ buffered: socket.bufferedAmount }, 'a socket that is not read is closed')
      socket.terminate()
      return Promise.resolve()
    }
    // Errors are ignored here: the socket's own events close it.
    return new Promise((resolve) => socket.send(data, () => resolve()))
  }

  const onOpened = (socket: WebSocket, request: IncomingMessage): void => {
    const key = request.headers['x-api-key']
    const address = addressOf(request, limits.trustedProxies)
    const network = networkOf(address)
    const session: SocketSession = {
      socket,
      address,
      handshake: { authorization: request.headers.authorization, apiKey: typeof key === 'string' ? key : undefined },
      identity: { caller: { kind: 'anonymous', address }, expiresAtMs: null },
      isAlive: true,
      unconfirmed: null,
    }
    sessions.add(session)
    ofNetwork.set(network, (ofNetwork.get(network) ?? 0) + 1)
    // The first ping is sent at a random time, so that after a restart not all sockets are pinged at once.
    pings.set(session, Date.now() + pingEveryMs * (0.5 + Math.random() / 2))
    socket.on('error', (error) => log.debug({ err: error }, 'a socket broke'))
    socket.on('pong', (data) => {
      session.isAlive = true
      if (data.length > 0) confirmations.onPong(session, String(data))
    })
    const closed = protocol.opened(
      {
        protocol: socket.protocol,
        send: (data) => send(session, data),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (onMessage) => {
          socket.on('message', (data) => {
            onMessage(withQuery(String(data))).catch((error: unknown) => {
              // A message that only servers send is the client's fault, as any other that is no message of a client.
              if (error instanceof Error && /^Unexpected message of type /.test(error.message)) {
                socket.close(CloseCode.BadRequest, error.message)
                return
              }
              log.error({ err: error }, 'a message on a socket failed')
              socket.close(CloseCode.InternalServerError, 'Internal server error')
            })
          })
        },
        // The pong never repeats the ping's payload, which may be a token.
        onPing: () => send(session, '{"type":"pong"}'),
      },
      session,
    )
    socket.once('close', (code, reason) => {
      sessions.delete(session)
      const left = (ofNetwork.get(network) ?? 1) - 1
      if (left > 0) ofNetwork.set(network, left)
      else ofNetwork.delete(network)
      expiries.delete(session)
      pings.delete(session)
      closed(code, String(reason)).catch((error: unknown) => log.error({ err: error }, 'a socket was not closed cleanly'))
    })
  }

  let isClosing = false
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const path = request.url?.split('?')[0]
    if (path !== GRAPHQL_PATH || isClosing) {
      socket.end(`HTTP/1.1 ${isClosing ? '503 Service Unavailable' : '404 Not Found'}\r\nConnection: close\r\n\r\n`)
      return
    }
    // Every socket takes memory, also one that never identifies itself.
    const open = ofNetwork.get(networkOf(addressOf(request, limits.trustedProxies))) ?? 0
    if (open >= limits.maxSocketsPerAddress) {
      socket.end('HTTP/1.1 429 Too Many Requests\r\nRetry-After: 60\r\nConnection: close\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, onOpened)
  }

  return {
    attach: (server) => takeUpgrades(server, upgrade),
    size: () => sessions.size,
    async close(withinMs) {
      isClosing = true
      const left = [...sessions]
      const gone = Promise.all(left.map(({ socket }) => new Promise((resolve) => socket.once('close', resolve))))
      for (const { socket } of left) socket.close(GOING_AWAY, 'Going away')
      const timer = setTimeout(() => {
        for (const { socket } of sessions) socket.terminate()
      }, withinMs)
      await gone
      clearTimeout(timer)
      expiries.close()
      pings.close()
    },
  }
}
