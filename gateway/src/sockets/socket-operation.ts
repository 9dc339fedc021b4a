import { beginTrace } from '@gruppetto/runtime'
import type { GraphQLFormattedError } from 'graphql'
import type { SubscribePayload } from 'graphql-ws'
import type { Logger } from 'pino'
import type { GatewayConfig } from '../config.ts'
import type { OperationContext } from '../context.ts'
import { presentThrown } from '../errors/present.ts'
import { countedOnce } from '../figures/once.ts'
import type { OperationFigures } from '../figures/operation-figures.ts'
import { hungUp } from '../http/hang-up.ts'
import type { LocalBuckets } from '../limits/local-buckets.ts'
import { LiveStream, type Puller } from '../live/live-stream.ts'
import { pushOf, pushTurn } from '../live/push-turn.ts'
import type { LiveAnswer } from '../live/shared-reads.ts'
import type { Listener, Subscribe } from '../live/subscribe.ts'
import type { Pipeline } from '../operations/pipeline.ts'
import type { Confirmations } from './confirmations.ts'
import { type Session, TRY_AGAIN_LATER } from './session.ts'

/** What the operations of all sockets share. */
export interface OperationServices {
  readonly pipeline: Pipeline
  readonly subscribe: Subscribe
  readonly buckets: LocalBuckets
  readonly confirmations: Confirmations
  readonly limits: GatewayConfig
  /** Null where neither metrics nor traces are on. */
  readonly figures: OperationFigures | null
  readonly log: Logger
  /** Returns the present caller of a socket. Closes the socket and returns null when its credentials do not hold. */
  contextNow(session: Session): Promise<OperationContext | null>
  send(session: Session, text: string, onSent?: () => void): void
}

/** Whether a client asks to be told from when on a subscription misses nothing. */
const wantsWord = ({ extensions }: SubscribePayload): boolean => extensions?.acknowledge === true

/**
 * An operation that a client has started on a socket. It is the listener of its own subscription, and the link to the next operation of the socket:
 * a class of few fields, because each idle subscription has one.
 */
export class SocketOperation implements Listener, Puller {
  readonly id: string
  next: SocketOperation | null
  readonly #services: OperationServices
  readonly #session: Session
  /** What comes of it: the results of a subscription, or what ends a query early. */
  #work: LiveStream | AbortController | null = null
  /** What a push costs. */
  #cost = 0
  #isOpen = true

  constructor(services: OperationServices, session: Session, id: string) {
    this.#services = services
    this.#session = session
    this.id = id
    this.next = session.operations
    session.operations = this
  }

  /** Runs it, and sends what comes of it. It is removed from the socket when it has ended. */
  async run(payload: SubscribePayload): Promise<void> {
    const { contextNow, pipeline, subscribe, figures, log } = this.#services
    const trace = beginTrace('graphql', undefined)
    const counted = countedOnce(figures, performance.now(), trace.span)
    try {
      const known = await contextNow(this.#session)
      // The socket is being closed, and says why.
      if (known === null) {
        counted.left()
        return this.#forget()
      }
      const context = trace.span === null ? known : { ...known, traceparent: trace.traceparent }
      const { operationName = null } = payload
      const variables = payload.variables ?? {}
      const operation = await pipeline.admit({ ...payload, operationName, variables }, context)
      if (!this.#isOpen) return counted.left()
      if (operation.operation.operation !== 'subscription') {
        const work = new AbortController()
        this.#work = work
        const result = await pipeline.execute({ ...operation, variables }, { ...context, signal: work.signal })
        counted.answered(operation, result)
        if (this.#isOpen) this.#tell('next', JSON.stringify(result), () => this.#complete())
        return
      }
      this.#cost = operation.cost
      // A state says it by itself: it is sent as it is then.
      const opening = wantsWord(payload) ? { opened: () => this.#opened(), startsWithState: true } : undefined
      const stream = await subscribe(operation, variables, this, context, opening)
      if (!this.#isOpen) {
        counted.left()
        await stream.return()
        return
      }
      this.#work = stream
      counted.subscribed(operation)
      this.#pull()
    } catch (error) {
      const errors = presentThrown(error, log)
      counted.refused({ errors })
      this.#fail(errors)
    }
  }

  /** Ends it without a word to the client, which has completed it or is gone. A mutation goes on; see OperationContext. */
  async end(): Promise<void> {
    this.#forget()
    const work = this.#work
    if (work instanceof LiveStream) await work.return()
    else work?.abort(hungUp())
  }

  /** The present caller, once its rate allows a push: it costs as much as a query, and waits together with the hints that arrive meanwhile. */
  async context(): Promise<OperationContext | null> {
    const { buckets, limits, contextNow } = this.#services
    const { identity, address } = this.#session
    const push = pushOf(identity.caller, address, this.#cost, limits)
    if (!(await pushTurn(buckets, push, () => this.#isOpen && this.#session.isOpen))) return null
    return contextNow(this.#session)
  }

  tooSlow(): void {
    this.#session.close(TRY_AGAIN_LATER, 'Too slow: come back and catch up')
  }

  notificationSent(notificationId: string): void {
    this.#services.confirmations.ask(this.#session, notificationId)
  }

  /** Sends a result of the subscription, and pulls the next one when that is sent. */
  answered(answer: LiveAnswer): void {
    if (this.#isOpen) this.#tell('next', answer.text(), () => this.#pull())
  }

  ended(): void {
    this.#complete()
  }

  failed(error: unknown): void {
    if (this.#isOpen) this.#fail(presentThrown(error, this.#services.log))
  }

  /** Nothing waits for the next result but the stream, which knows to whom to give it. */
  #pull(): void {
    if (this.#work instanceof LiveStream) this.#work.pull(this)
  }

  #complete(): void {
    if (!this.#isOpen) return
    this.#forget()
    this.#services.send(this.#session, JSON.stringify({ id: this.id, type: 'complete' }))
  }

  #fail(errors: readonly GraphQLFormattedError[]): void {
    if (!this.#isOpen) return
    this.#forget()
    this.#tell('error', JSON.stringify(errors))
  }

  /** Says that no event is missed any more. The protocol has no message for it, but allows a pong at any time. */
  #opened(): void {
    if (this.#isOpen) this.#services.send(this.#session, JSON.stringify({ type: 'pong', payload: { subscribed: this.id } }))
  }

  /** Sends a message whose payload is written already: that of a push is written once for all who get it. */
  #tell(type: 'next' | 'error', payload: string, onSent?: () => void): void {
    this.#services.send(this.#session, `{"id":${JSON.stringify(this.id)},"type":"${type}","payload":${payload}}`, onSent)
  }

  #forget(): void {
    this.#isOpen = false
    const session = this.#session
    if (session.operations === this) session.operations = this.next
    else {
      let before = session.operations
      while (before !== null && before.next !== this) before = before.next
      if (before !== null) before.next = this.next
    }
  }
}

export const operationOf = ({ operations }: Session, id: string): SocketOperation | null => {
  let operation = operations
  while (operation !== null && operation.id !== id) operation = operation.next
  return operation
}

export const countOperations = ({ operations }: Session): number => {
  let count = 0
  for (let operation = operations; operation !== null; operation = operation.next) count += 1
  return count
}
