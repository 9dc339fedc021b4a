import type { Socket } from 'node:net'
import { CloseCode } from 'graphql-ws'
import type { Identity } from '../identity/authenticate.ts'
import { Connection } from './connection.ts'
import type { SocketOperation } from './socket-operation.ts'

/** How far a client has come: it may only subscribe when it is acknowledged. */
export type Stage = 'opened' | 'initializing' | 'acknowledged'

/** The credentials in the headers of a handshake. */
export interface HandshakeCredentials {
  readonly authorization: string | undefined
  readonly apiKey: string | undefined
}

/** One open socket and who has opened it. It is kept small, because there may be half a million of them. */
export class Session extends Connection {
  readonly address: string | null
  /** Set to null when the connection is initialized. */
  handshake: HandshakeCredentials | null
  identity: Identity
  stage: Stage = 'opened'
  /** Whether the client answered the last ping. */
  isAlive = true
  /** The first of its running operations, each of which names the next one. */
  operations: SocketOperation | null = null
  /** The notifications that were written to the socket and not confirmed yet. Null when there are none. */
  unconfirmed: Set<string> | null = null

  constructor(socket: Socket, address: string | null, handshake: HandshakeCredentials) {
    super(socket)
    this.address = address
    this.handshake = handshake
    this.identity = { caller: { kind: 'anonymous', address }, expiresAtMs: null }
  }
}

/** The client reads too slowly, or its session cannot be checked now. It should connect again later. */
export const TRY_AGAIN_LATER = 1013
export const GOING_AWAY = 1001

export const tryAgainLater = (session: Session): void => session.close(TRY_AGAIN_LATER, 'Try again later')

export const forbid = (session: Session): void => session.close(CloseCode.Forbidden, 'Forbidden')
