import { CloseCode } from 'graphql-ws'
import type { WebSocket } from 'ws'
import { type OperationContext, traceparentFrom } from '../context.ts'
import type { Identity } from '../identity/authenticate.ts'
import type { IsRevoked } from '../identity/revocations.ts'

/** The state of one open socket. It is kept small, because there may be half a million of them. */
export interface SocketSession {
  readonly socket: WebSocket
  readonly address: string | null
  /** The credentials in the headers of the handshake. Set to null when the connection is initialized. */
  handshake: { readonly authorization: string | undefined; readonly apiKey: string | undefined } | null
  identity: Identity
  /** Whether the client answered the last ping. */
  isAlive: boolean
  /** The notifications that were written to the socket and not confirmed yet. Null when there are none. */
  unconfirmed: Set<string> | null
}

/** The client reads too slowly, or its session cannot be checked now. It should connect again later. */
export const TRY_AGAIN_LATER = 1013
export const GOING_AWAY = 1001

export const forbid = (session: SocketSession): void => session.socket.close(CloseCode.Forbidden, 'Forbidden')

/** Returns the present caller. Closes the socket and returns null when the token or the session has ended, or cannot be checked. */
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
