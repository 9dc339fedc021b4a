import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import {
  createSecureServer,
  createServer,
  type Http2SecureServer,
  type Http2Server,
  type Http2ServerRequest,
  type Http2ServerResponse,
  type ServerHttp2Session,
} from 'node:http2'
import type { AddressInfo, Socket } from 'node:net'
import { ConfigError } from '@gruppetto/runtime'
import type { FastifyInstance } from 'fastify'
import type { GatewayConfig } from '../config.ts'

/** What a client may do on one HTTP/2 connection. */
const LIMITS = {
  settings: { maxConcurrentStreams: 100 },
  /** In megabytes: what all streams of a connection may keep. */
  maxSessionMemory: 10,
  maxHeaderListPairs: 100,
} as const
/** A connection without a request for so long is ended, as with HTTP/1.1. */
const IDLE_MS = 65_000
const LEAVE_WITHIN_MS = 10_000

export interface MoreListeners {
  /** Such as `http://localhost:4001`, where HTTP/2 without TLS is spoken. */
  readonly h2cUrl: string | null
  /** Such as `https://localhost:4443`, where HTTP/2 and HTTP/1.1 are spoken over TLS, whichever the client wants (ALPN). */
  readonly tlsUrl: string | null
  /** Reads the certificate and its key again, for connections from now on. Throws a ConfigError, and keeps those from before, when they are wrong. */
  renewCertificate(): void
  /** Accepts nothing new. Resolves when what has begun is answered, or after 10 s. */
  close(): Promise<void>
}

export interface MoreListenersOptions {
  readonly app: FastifyInstance
  readonly host: string
  readonly limits: Pick<GatewayConfig, 'h2cPort' | 'tlsPort' | 'tlsCertFile' | 'tlsKeyFile'>
  /** Takes the upgrades to websockets, which only HTTP/1.1 has. */
  attach(server: Http2SecureServer): void
}

const certificateOf = ({ tlsCertFile, tlsKeyFile }: MoreListenersOptions['limits']): { cert: Buffer; key: Buffer } => {
  if (tlsCertFile === undefined || tlsKeyFile === undefined) {
    throw new ConfigError('TLS_PORT needs TLS_CERT_FILE and TLS_KEY_FILE')
  }
  try {
    return { cert: readFileSync(tlsCertFile), key: readFileSync(tlsKeyFile) }
  } catch (error) {
    throw new ConfigError(`the certificate cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}

interface Listener {
  readonly port: number
  close(): Promise<void>
}

/** Listens with one more server, and passes its requests to the routes of the app. */
const listen = async (
  server: Http2Server | Http2SecureServer,
  { app, host }: MoreListenersOptions,
  port: number,
): Promise<Listener> => {
  const sessions = new Set<ServerHttp2Session>()
  const sockets = new Set<Socket>()
  let running = 0
  let tellIdle = (): void => {}
  server.on('session', (session) => {
    sessions.add(session)
    session.setTimeout(IDLE_MS, () => session.close())
    session.once('close', () => sessions.delete(session))
  })
  const onSocket = (socket: Socket): void => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  }
  server.on('connection', onSocket)
  server.on('request', (request: Http2ServerRequest, response: Http2ServerResponse) => {
    running += 1
    response.once('close', () => {
      running -= 1
      if (running === 0) tellIdle()
    })
    // Fastify looks at each request's own version. Its types know only that of the server it has made.
    app.routing(request as unknown as IncomingMessage, response as unknown as ServerResponse)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      for (const session of sessions) session.close()
      const idle = new Promise<void>((resolve) => {
        tellIdle = resolve
        if (running === 0) resolve()
      })
      let timer: NodeJS.Timeout | undefined
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, LEAVE_WITHIN_MS)
      })
      await Promise.race([idle, late])
      clearTimeout(timer)
      for (const socket of sockets) socket.destroySoon()
      await closed
    },
  }
}

/** Opens the listeners that the configuration asks for beside that for HTTP/1.1: for HTTP/2 without TLS, and for TLS. */
export const openMoreListeners = async (options: MoreListenersOptions): Promise<MoreListeners> => {
  const { limits } = options
  const { h2cPort, tlsPort } = limits
  const plain = h2cPort === undefined ? null : await listen(createServer(LIMITS), options, h2cPort)
  let secureServer: Http2SecureServer | null = null
  let secure: Listener | null = null
  if (tlsPort !== undefined) {
    secureServer = createSecureServer({ ...LIMITS, ...certificateOf(limits), allowHTTP1: true })
    options.attach(secureServer)
    secure = await listen(secureServer, options, tlsPort)
  }
  return {
    h2cUrl: plain === null ? null : `http://localhost:${plain.port}`,
    tlsUrl: secure === null ? null : `https://localhost:${secure.port}`,
    renewCertificate() {
      const certificate = secureServer === null ? null : certificateOf(limits)
      if (certificate === null) return
      try {
        secureServer?.setSecureContext(certificate)
      } catch (error) {
        throw new ConfigError(`the certificate is not valid: ${error instanceof Error ? error.message : String(error)}`)
      }
    },
    async close() {
      await Promise.all([plain?.close(), secure?.close()])
    },
  }
}
