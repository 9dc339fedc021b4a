import { GraphQLError } from 'graphql'
import { CloseCode, MessageType, parseMessage, type SubscribePayload } from 'graphql-ws'
import type { GatewayConfig } from '../config.ts'
import { withQuery } from './by-hash.ts'
import { forbid, type Session } from './session.ts'
import { countOperations, type OperationServices, operationOf, SocketOperation } from './socket-operation.ts'

/** The messages of graphql-transport-ws, of which clients know the protocol by this name. */
export const SUB_PROTOCOL = 'graphql-transport-ws'

const ACK = '{"type":"connection_ack"}'
/** The pong never repeats the ping's payload, which may be a token. */
const PONG = '{"type":"pong"}'

export interface ProtocolOptions extends OperationServices {
  readonly limits: GatewayConfig
  /** Finds out who has opened the socket. Returns false when the credentials are refused; a socket that cannot be checked now is closed instead. */
  identify(session: Session, authorization: string | undefined, apiKey?: string): Promise<boolean>
  /** Resolves when it is the turn of a socket that wants to be initialized. False: it has been told to come back later. */
  turn(session: Session): Promise<boolean>
}

export interface Protocol {
  /** Handles a message of a client. Rejects when we have failed. */
  receive(session: Session, text: string): Promise<void>
  /** Ends what runs on a socket that is gone. */
  end(session: Session): Promise<void>
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

/** Returns `authorization` from the connection parameters, also when it begins with a capital letter. */
const authorizationOf = (payload: Readonly<Record<string, unknown>> | null | undefined): string | undefined =>
  text(payload?.authorization) ?? text(payload?.Authorization)

/**
 * The server's side of the protocol of graphql-ws, in its words and with its close codes, without its server: that keeps a dozen closures, the
 * text of each operation and three suspended functions for every subscription.
 */
export const openProtocol = (options: ProtocolOptions): Protocol => {
  const { identify, turn, send, limits } = options

  const initialize = async (session: Session, payload: Record<string, unknown> | null | undefined): Promise<void> => {
    const { handshake } = session
    if (session.stage !== 'opened') {
      session.close(CloseCode.TooManyInitialisationRequests, 'Too many initialisation requests')
      return
    }
    session.stage = 'initializing'
    session.handshake = null
    if (!(await turn(session))) return
    if (!(await identify(session, authorizationOf(payload) ?? handshake?.authorization, handshake?.apiKey))) {
      forbid(session)
      return
    }
    session.stage = 'acknowledged'
    send(session, ACK)
  }

  const ping = async (session: Session, payload: Record<string, unknown> | null | undefined): Promise<void> => {
    const authorization = session.stage === 'acknowledged' ? authorizationOf(payload) : undefined
    if (authorization !== undefined && !(await identify(session, authorization))) forbid(session)
    else send(session, PONG)
  }

  const subscribe = async (session: Session, id: string, payload: SubscribePayload): Promise<void> => {
    if (session.stage !== 'acknowledged') return session.close(CloseCode.Unauthorized, 'Unauthorized')
    if (operationOf(session, id) !== null) {
      return session.close(CloseCode.SubscriberAlreadyExists, `Subscriber for ${id} already exists`)
    }
    const open = countOperations(session) + 1
    const most = limits.maxSubscriptionsPerSocket
    if (open > most) {
      const error = new GraphQLError(`A socket carries ${most} operations at once.`, {
        extensions: { code: 'QUERY_TOO_COMPLEX', cost: open, limit: most },
      })
      send(session, JSON.stringify({ id, type: 'error', payload: [error] }))
      return
    }
    await new SocketOperation(options, session, id).run(payload)
  }

  return {
    async receive(session, words) {
      let message: ReturnType<typeof parseMessage>
      try {
        message = parseMessage(withQuery(words))
      } catch {
        session.close(CloseCode.BadRequest, 'Invalid message received')
        return
      }
      switch (message.type) {
        case MessageType.ConnectionInit:
          return initialize(session, message.payload)
        case MessageType.Ping:
          return ping(session, message.payload)
        case MessageType.Pong:
          return
        case MessageType.Subscribe:
          return subscribe(session, message.id, message.payload)
        case MessageType.Complete:
          return operationOf(session, message.id)?.end()
        default:
          // A message that only servers send is the client's fault, as any other that is no message of a client.
          session.close(CloseCode.BadRequest, `Unexpected message of type ${message.type} received`)
      }
    },
    async end(session) {
      const ending: Promise<void>[] = []
      for (let operation = session.operations; operation !== null; operation = operation.next) ending.push(operation.end())
      await Promise.all(ending)
    },
  }
}
