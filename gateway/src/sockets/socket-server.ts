import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { newTraceparent, type Runtime } from '@gruppetto/runtime'
import { GraphQLError } from 'graphql'
import { CloseCode } from 'graphql-ws'
import type { GatewayConfig } from '../config.ts'
import type { OperationContext } from '../context.ts'
import type { OperationFigures } from '../figures/operation-figures.ts'
import { GRAPHQL_PATH } from '../http/graphql-route.ts'
import type { ApiKeys } from '../identity/api-keys.ts'
import type { Authenticate } from '../identity/authenticate.ts'
import type { Revocations } from '../identity/revocations.ts'
import type { LocalBuckets } from '../limits/local-buckets.ts'
import type { Subscribe } from '../live/subscribe.ts'
import type { Pipeline } from '../operations/pipeline.ts'
import { type AdmissionFigures, comeBackReason, openAdmission } from './admission.ts'
import { openConfirmations } from './confirmations.ts'
import { openConnected } from './connected.ts'
import { connections } from './connection.ts'
import { closeFrame } from './frames.ts'
import { handshakeOf, refusal } from './handshake.ts'
import { openProtocol, SUB_PROTOCOL } from './protocol.ts'
import { forbid, GOING_AWAY, Session, TRY_AGAIN_LATER, tryAgainLater } from './session.ts'
import { takeUpgrades, type UpgradingServer } from './upgrades.ts'
import { openWheel } from './wheel.ts'

export interface SocketServerOptions {
  readonly runtime: Runtime
  readonly limits: GatewayConfig
  readonly pipeline: Pipeline
  readonly subscribe: Subscribe
  readonly authenticate: Authenticate
  readonly revocations: Revocations
  readonly apiKeys: ApiKeys
  readonly buckets: LocalBuckets
  /** Null where neither metrics nor traces are on. */
  readonly figures: OperationFigures | null
}

export interface SocketServer {
  /** Handles the websocket upgrades on /graphql of an HTTP server. */
  attach(server: UpgradingServer): void
  size(): number
  admission(): AdmissionFigures
  /** Closes all sockets with code 1001, and terminates those that do not close in time. */
  close(withinMs: number): Promise<void>
}

/** How long a client may take to leave that was told to come back later. */
const LEAVE_WITHIN_MS = 2_000
const RETRY_AFTER_SECONDS = 60

/** Returns the client's address, by the same rule as Fastify: the peer's, or the one that the trusted proxies name. */
const addressOf = (request: IncomingMessage, trustedProxies: number): string | null => {
  const header = request.headers['x-forwarded-for']
  const named = (Array.isArray(header) ? header.join(',') : (header ?? '')).split(',').map((part) => part.trim())
  const hops = [request.socket.remoteAddress, ...named.filter((part) => part !== '').reverse()]
  return hops[Math.min(trustedProxies, hops.length - 1)] ?? null
}

const noFurther = (): void => undefined

/** Writes a last answer to a socket that nobody listens to, and lets go of it. */
const dismiss = (socket: Duplex, answer: string | Buffer): void => {
  socket.on('error', noFurther)
  socket.resume()
  socket.end(answer)
  const timer = setTimeout(() => socket.destroy(), LEAVE_WITHIN_MS)
  timer.unref()
  socket.once('close', () => clearTimeout(timer))
}

export const openSocketServer = (options: SocketServerOptions): SocketServer => {
  const { runtime, limits, pipeline, subscribe, authenticate, revocations, apiKeys, buckets, figures } = options
  const { log } = runtime
  const admission = openAdmission({ limits })
  const confirmations = openConfirmations(runtime)
  const connected = openConnected<Session>({
    runtime,
    revocations,
    apiKeys,
    pingSeconds: limits.socketPingSeconds,
    end: forbid,
    endUnchecked: tryAgainLater,
    ping(session) {
      if (session.isAlive) {
        session.isAlive = false
        session.ping()
        return true
      }
      session.terminate()
      return false
    },
  })
  const contextNow = async (session: Session): Promise<OperationContext | null> => {
    const { caller } = session.identity
    return (await connected.holds(session)) ? { caller, traceparent: newTraceparent() } : null
  }
  const inits = openWheel<Session>(Date.now, (session) => {
    session.close(CloseCode.ConnectionInitialisationTimeout, 'Connection initialisation timeout')
  })

  const identify = async (session: Session, authorization: string | undefined, apiKey?: string): Promise<boolean> => {
    try {
      const identity = await authenticate({ authorization, apiKey, address: session.address })
      const before = session.identity.caller
      const isOther =
        before.kind === 'athlete' && (identity.caller.kind !== 'athlete' || identity.caller.athleteId !== before.athleteId)
      // The open subscriptions belong to one athlete, so the socket cannot change to another one.
      if (isOther) return false
      session.identity = identity
      connected.identified(session)
      return true
    } catch (error) {
      if (error instanceof GraphQLError && error.extensions.code !== 'SERVICE_UNAVAILABLE') return false
      tryAgainLater(session)
      return true
    }
  }

  const turn = async (session: Session): Promise<boolean> => {
    inits.delete(session)
    const seconds = await admission.turn()
    if (seconds > 0) session.close(TRY_AGAIN_LATER, comeBackReason(seconds))
    return seconds === 0 && session.isOpen
  }

  const send = (session: Session, data: string, onSent?: () => void): void => {
    if (session.bufferedBytes > limits.maxSocketBufferBytes) {
      log.info({ buffered: session.bufferedBytes }, 'a socket that is not read is closed')
      session.terminate()
    }
    session.send(data, onSent)
  }

  const protocol = openProtocol({
    pipeline,
    subscribe,
    buckets,
    confirmations,
    limits,
    figures,
    log,
    contextNow,
    send,
    identify,
    turn,
  })

  let onEmpty: () => void = noFurther
  const listen = connections<Session>(limits.maxBodyBytes, {
    message(session, text) {
      protocol.receive(session, text).catch((error: unknown) => {
        log.error({ err: error }, 'a message on a socket failed')
        session.close(CloseCode.InternalServerError, 'Internal server error')
      })
    },
    pong(session, payload) {
      session.isAlive = true
      if (payload !== '') confirmations.onPong(session, payload)
    },
    broke: (_session, error) => log.debug({ err: error }, 'a socket broke'),
    closed(session) {
      connected.leave(session)
      inits.delete(session)
      if (connected.all.size === 0) onEmpty()
      protocol.end(session).catch((error: unknown) => log.error({ err: error }, 'a socket was not closed cleanly'))
    },
  })

  let isClosing = false
  const withClose = (answer: string, code: number, reason: string): Buffer =>
    Buffer.concat([Buffer.from(answer), closeFrame(code, reason)])

  /** Returns what a client gets that may not come in, or the answer of the handshake. */
  const decide = (
    request: IncomingMessage,
    address: string | null,
  ): { readonly refused: string | Buffer } | { readonly answer: string } => {
    if (request.url?.split('?')[0] !== GRAPHQL_PATH) return { refused: refusal.notFound }
    if (isClosing) return { refused: refusal.unavailable(1 + Math.floor(5 * Math.random())) }
    // Every socket takes memory, also one that never identifies itself.
    if (connected.countOf(address) >= limits.maxSocketsPerAddress) return { refused: refusal.tooMany(RETRY_AFTER_SECONDS) }
    const { answer, isAccepted, protocol: spoken } = handshakeOf(request, SUB_PROTOCOL)
    if (!isAccepted) return { refused: answer }
    // A close code is told to the client, while browsers hide the status of a refused handshake from it.
    if (spoken === '') return { refused: withClose(answer, CloseCode.SubprotocolNotAcceptable, 'Subprotocol not acceptable') }
    const backInSeconds = admission.fullFor()
    return backInSeconds > 0 ? { refused: withClose(answer, TRY_AGAIN_LATER, comeBackReason(backInSeconds)) } : { answer }
  }

  const upgrade = (request: IncomingMessage, duplex: Duplex, head: Buffer): void => {
    const address = addressOf(request, limits.trustedProxies)
    const decision = decide(request, address)
    if ('refused' in decision) {
      dismiss(duplex, decision.refused)
      return
    }
    duplex.write(decision.answer)
    const key = request.headers['x-api-key']
    const { authorization } = request.headers
    // The HTTP server has sockets of node:net and node:tls only.
    const session = new Session(duplex as Socket, address, { authorization, apiKey: typeof key === 'string' ? key : undefined })
    connected.enter(session)
    inits.set(session, Date.now() + limits.socketInitSeconds * 1000)
    listen(session, head)
  }

  return {
    attach: (server) => takeUpgrades(server, upgrade),
    size: () => connected.all.size,
    admission: () => admission.figures(),
    async close(withinMs) {
      isClosing = true
      admission.close()
      const gone = new Promise<void>((resolve) => {
        onEmpty = resolve
        if (connected.all.size === 0) resolve()
      })
      for (const session of connected.all) session.close(GOING_AWAY, 'Going away')
      const timer = setTimeout(() => {
        for (const session of connected.all) session.terminate()
      }, withinMs)
      await gone
      clearTimeout(timer)
      connected.close()
      inits.close()
    },
  }
}
