import { CloseCode } from 'graphql-ws'
import type { WebSocket } from 'ws'
import { type OperationContext, traceparentFrom } from '../context.ts'
import type { ApiKeys } from '../identity/api-keys.ts'
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

/** What says whether the credentials of a socket still hold. */
export interface Checks {
  readonly isRevoked: IsRevoked
  readonly apiKeys: Pick<ApiKeys, 'find'>
  readonly now: () => number
}

/** Whether the session or the key of an identity has ended. */
export const hasEnded = async (
  { caller, expiresAtMs, keyHash }: Identity,
  { isRevoked, apiKeys, now }: Checks,
): Promise<boolean> => {
  if (expiresAtMs !== null && expiresAtMs <= now()) return true
  if (caller.kind === 'athlete') return isRevoked(caller.sessionId)
  return keyHash !== undefined && (await apiKeys.find(keyHash, () => undefined)) === null
}

/** Returns the present caller. Closes the socket and returns null when the credentials have ended, or cannot be checked. */
export const currentContext = async (session: SocketSession, checks: Checks): Promise<OperationContext | null> => {
  const { caller } = session.identity
  const isOver = await hasEnded(session.identity, checks).catch(() => null)
  if (isOver === null) session.socket.close(TRY_AGAIN_LATER, 'Try again later')
  else if (isOver) forbid(session)
  if (isOver !== false) return null
  return { caller, traceparent: traceparentFrom(undefined) }
}
