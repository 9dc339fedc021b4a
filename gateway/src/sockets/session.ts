import { CloseCode } from 'graphql-ws'
import type { WebSocket } from 'ws'
import { type OperationContext, traceparentFrom } from '../context.ts'
import type { Identity } from '../identity/authenticate.ts'
import type { IsRevoked } from '../identity/revocations.ts'

/** What the gateway holds of one open socket. Kept small: there are half a million of them. */
export interface SocketSession {
  readonly socket: WebSocket
  readonly address: string | null
  /** Headers of the handshake, for clients that can send them; dropped once the connection is acknowledged. */
  handshake: { readonly authorization: string | undefined; readonly apiKey: string | undefined } | null
  identity: Identity
  /** Answered the last ping. */
  isAlive: boolean
}

/** The client reads too slowly, or this gateway cannot tell who it is now: it should come back. */
export const TRY_AGAIN_LATER = 1013
export const GOING_AWAY = 1001

export const forbid = (session: SocketSession): void => session.socket.close(CloseCode.Forbidden, 'Forbidden')

/** The session's caller as of now, or null, and the socket closed with 4403, when its token or its session has ended. */
export const currentContext = async (
  session: SocketSession,
  isRevoked: IsRevoked,
  now: () => number,
): Promise<OperationContext | null> => {
  const { caller, expiresAtMs } = session.identity
  const hasEnded = expiresAtMs !== null && expiresAtMs <= now()
  const isOver = hasEnded || (caller.kind === 'athlete' ? await isRevoked(caller.sessionId).catch(() => null) : false)
  if (isOver === null) session.socket.close(TRY_AGAIN_LATER, 'Try again later')
  else if (isOver) forbid(session)
  if (isOver !== false) return null
  return { caller, traceparent: traceparentFrom(undefined) }
}
