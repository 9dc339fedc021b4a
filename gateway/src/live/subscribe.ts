import { createHash } from 'node:crypto'
import { ANONYMOUS, type Caller, notFound, unauthenticated, viewerIdOf, withFieldPaths } from '@gruppetto/graph'
import { histogram } from '@gruppetto/runtime'
import { type DocumentNode, type GraphQLSchema, getArgumentValues, getVariableValues } from 'graphql'
import { LRUCache } from 'lru-cache'
import type { OperationContext } from '../context.ts'
import { PresentedError } from '../errors/present.ts'
import { hashOf, type PreparedOperation } from '../operations/operations.ts'
import type { Pipeline } from '../operations/pipeline.ts'
import type { Graph } from '../schema/graph.ts'
import type { Graphs } from '../schema/graphs.ts'
import type { Crowds, Subject } from './crowds.ts'
import { type EventQuery, makeEventQuery, type Reading, readEventAnswer } from './event-query.ts'
import type { HintHub, NumberedHint } from './hints.ts'
import { LiveStream, type LiveStreamOptions } from './live-stream.ts'
import { openPushes, type Pushes } from './pushes.ts'
import { openRenewals, type Renewals, type Renewed } from './renewals.ts'
import { openSameForCrowd } from './same-for-crowd.ts'
import type { SharedReading, SharedReads } from './shared-reads.ts'
import type { LiveField } from './topics.ts'
import { openWatchers, type Watchers } from './watchers.ts'

/** The socket that a subscription sends to. */
export interface Listener {
  /** Returns the present caller. Closes the socket and returns null when the session has ended. Called for each event. */
  context(): Promise<OperationContext | null>
  /** Called when the client is too slow. */
  tooSlow(): void
  /** Called when a notification of the athlete has been written to the socket. */
  notificationSent(notificationId: string): void
}

export interface LiveOptions {
  readonly graphs: Pick<Graphs, 'current' | 'onReplaced'>
  readonly execute: Pipeline['execute']
  readonly hub: HintHub
  readonly reads: SharedReads
  readonly crowds: Crowds
  readonly maxQueuedEvents: number
}

/** For a client that is told from when on it misses nothing: the subscription is not opened before it listens. */
export interface Opening {
  /** Called when a subscription of events listens. */
  readonly opened?: () => void
  /** Whether a state, of which the client would have to read what it is, begins with it. */
  readonly startsWithState?: boolean
}

export type Subscribe = (
  operation: PreparedOperation,
  variables: Record<string, unknown>,
  listener: Listener,
  context: OperationContext,
  opening?: Opening,
) => Promise<LiveStream>

const EVENT_QUERIES_KEPT = 2_000

const pushSeconds = histogram({
  name: 'gruppetto_push_seconds',
  meaning:
    'From the commit of what a push tells to the moment at which it is written to a websocket or stream. Where several hints are told as one, the last counts.',
  labels: { topic: 'what the subscription listens to, such as `notification` or `upload`' },
})

/** What all subscriptions of one text share. */
interface Form {
  readonly document: DocumentNode
  readonly operation: PreparedOperation['operation']
  readonly eventQuery: EventQuery
}

/** Reads the variables and the arguments of a subscription's root field. Throws BAD_USER_INPUT for variables of a wrong type. */
const rootArguments = (
  schema: GraphQLSchema,
  { operation, document, eventQuery }: Form,
  variables: Record<string, unknown>,
): { readonly given: Record<string, unknown>; readonly coerced: Record<string, unknown> } => {
  const { errors, coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables)
  if (errors !== undefined) throw new AggregateError(errors.map((error) => withFieldPaths(error, document)))
  const field = schema.getSubscriptionType()?.getFields()[eventQuery.root.name.value]
  return { given: field === undefined ? {} : getArgumentValues(field, eventQuery.root, coerced), coerced }
}

/** Returns the topic and key of the hints for a subscription with these arguments. */
const hintSource = (live: LiveField, given: Record<string, unknown>, viewerId: string | null): Subject => {
  const { topic, key, secret } = live
  if (key === 'viewer') return { topic, key: viewerId ?? '' }
  const word = secret === undefined ? null : given[secret.argument]
  if (secret === undefined || typeof word !== 'string') return { topic, key: String(given[key.argument]) }
  return { topic: secret.topic, key: createHash('sha256').update(word).digest('hex') }
}

/**
 * Returns for whom an answer is: one viewer in all sessions and on all sockets, or anybody who is signed out. The roles of an athlete
 * stand in the token, so two sessions may differ in them. No query depends on the session or on the address.
 */
const viewerKeyOf = (caller: Caller): string => {
  if (caller.kind === 'athlete') return JSON.stringify(['athlete', caller.athleteId, caller.roles.toSorted()])
  return caller.kind === 'anonymous' ? 'signed out' : JSON.stringify(caller)
}

/** Errors that a viewer may get otherwise than somebody who is signed out. */
const viewersOwn: ReadonlySet<unknown> = new Set(['UNAUTHENTICATED', 'FORBIDDEN', 'PREMIUM_REQUIRED'])

/** Whether what somebody who is signed out reads is an answer for the crowd. Else each viewer reads alone. */
const isForCrowd = (reading: SharedReading): boolean =>
  reading.kind === 'answer' &&
  reading.answer.result.data !== null &&
  reading.answer.result.errors?.some(({ extensions }) => viewersOwn.has(extensions?.code)) !== true

/** What all subscriptions share. */
interface Shared extends LiveOptions {
  readonly renewals: Renewals
  readonly watchers: Watchers
  readonly isSame: ReturnType<typeof openSameForCrowd>
  readonly pushes: Pushes
}

/** Most subscriptions have none. */
const NO_VARIABLES: Record<string, unknown> = Object.freeze({})

/** What a client has asked for. */
interface Asked {
  readonly form: Form
  readonly variables: Record<string, unknown>
  readonly listener: Listener
}

/** What a subscription stands on: it changes with the schema. */
interface Ground {
  readonly graphId: string
  readonly crowdOf: NonNullable<LiveField['crowdOf']> | null
  readonly subject: Subject
}

/**
 * Where the results of one subscription come from. It is a class, because there is one for each idle socket: the same as closures took a dozen
 * functions.
 */
class Source implements LiveStreamOptions, Renewed {
  readonly isEvent: boolean
  readonly maxQueued: number
  readonly stream: LiveStream
  readonly #shared: Shared
  readonly #form: Form
  readonly #variables: Record<string, unknown>
  readonly #listener: Listener
  readonly #viewerId: string | null
  #present: Ground
  readonly #listening: ReturnType<HintHub['listen']>
  readonly #leave: (() => void) | null

  /** `graphId` is the schema on which it was admitted. */
  constructor(shared: Shared, { form, variables, listener }: Asked, caller: Caller, graphId: string | undefined) {
    const { eventQuery } = form
    const { graphs, hub, renewals, watchers, maxQueuedEvents } = shared
    this.isEvent = eventQuery.live.isEvent
    this.maxQueued = maxQueuedEvents
    this.#shared = shared
    this.#form = form
    this.#variables = Object.keys(variables).length === 0 ? NO_VARIABLES : variables
    this.#listener = listener
    this.#viewerId = viewerIdOf(caller)
    this.#present = this.#groundOn(graphs.current())
    this.stream = new LiveStream(this)
    renewals.enter(this)
    this.#leave = eventQuery.live.crowdOf === undefined ? null : watchers.enter(this.#selection(), viewerKeyOf(caller))
    const { topic, key } = this.#present.subject
    this.#listening = hub.listen(topic, key, this.stream)
    // It was admitted on a schema that is no longer the present one.
    if (graphId !== undefined && graphId !== graphs.current().id) this.renew()
  }

  /** Reads the present state, from the newest hint on. */
  readNow(as: OperationContext): Promise<SharedReading> {
    return this.#readState(as, this.#listening.newest())
  }

  async read(hint: NumberedHint): Promise<SharedReading | null> {
    const span = this.#shared.pushes.begin(this, this.#present.subject.topic, hint)
    const as = await this.#listener.context()
    if (as === null) return null
    return this.#readFor(hint, span === null ? as : { ...as, traceparent: span.traceparent })
  }

  async #readFor({ id, number }: NumberedHint, as: OperationContext): Promise<SharedReading> {
    const { eventQuery } = this.#form
    if (eventQuery.live.query.kind !== 'by-hint') return this.#readState(as, number)
    return id === undefined ? { kind: 'nothing' } : this.#readAs(as, number, id)
  }

  onSent({ id, atMs }: NumberedHint): void {
    const { topic } = this.#present.subject
    this.#shared.pushes.end(this)
    if (atMs !== undefined) pushSeconds.observe({ topic }, (Date.now() - atMs) / 1000)
    if (topic === 'notification' && id !== undefined) this.#listener.notificationSent(id)
  }

  onOverflow(): void {
    this.#listener.tooSlow()
  }

  onEnd(): void {
    this.#listening.stop()
    this.#shared.renewals.leave(this)
    this.#leave?.()
    this.#shared.pushes.forget(this)
  }

  #groundOn(graph: Graph): Ground {
    const { eventQuery } = this.#form
    const { live } = eventQuery
    const { given, coerced } = rootArguments(graph.supergraph.schema, this.#form, this.#variables)
    const crowdOf = live.crowdOf !== undefined && this.#shared.isSame(graph, eventQuery, coerced) ? live.crowdOf : null
    return { graphId: graph.id, crowdOf, subject: hintSource(live, given, this.#viewerId) }
  }

  /** Ends it where it cannot go on with another schema. What it asks for is asked on the present one in any case. */
  renew(): void {
    const { document, eventQuery } = this.#form
    const graph = this.#shared.graphs.current()
    try {
      const errors = [document, eventQuery.document].flatMap((each) => graph.operations.check(each))
      if (errors.length > 0) throw new AggregateError(errors)
      this.#present = this.#groundOn(graph)
    } catch (error) {
      this.stream.fail(error)
    }
  }

  async #ask({ caller, traceparent }: OperationContext, eventId: string | undefined): Promise<Reading> {
    const { eventQuery } = this.#form
    const { document, documentHash, operationName } = eventQuery
    const asked = eventId === undefined ? this.#variables : { ...this.#variables, [eventQuery.eventId]: eventId }
    // Neither the request nor the patience of one client is that of all who share the answer.
    const answer = await this.#shared.execute(
      { document, documentHash, operationName, variables: asked },
      { caller, traceparent },
    )
    return readEventAnswer(eventQuery, answer)
  }

  /** What is asked, by whomever. */
  #selection(eventId?: string): string {
    return JSON.stringify([this.#form.eventQuery.documentHash, this.#variables, eventId ?? null])
  }

  /** Reads as a viewer, together with all that ask the same as the same viewer. `since` is the number of the hint. */
  #readAs(as: OperationContext, since: number, eventId?: string): Promise<SharedReading> {
    const key = `${this.#present.graphId}${this.#selection(eventId)}${viewerKeyOf(as.caller)}`
    return this.#shared.reads.read(key, since, () => this.#ask(as, eventId))
  }

  async #readState(as: OperationContext, since: number): Promise<SharedReading> {
    const { caller, traceparent } = as
    const { crowds, watchers } = this.#shared
    const { crowdOf, subject } = this.#present
    const mayShare = crowdOf !== null && caller.kind === 'athlete' && watchers.areSeveral(this.#selection())
    if (!mayShare || !(await crowds.has(crowdOf, subject, caller.athleteId))) return this.#readAs(as, since)
    const reading = await this.#readAs({ caller: ANONYMOUS, traceparent }, since)
    return isForCrowd(reading) ? reading : this.#readAs(as, since)
  }
}

/**
 * Opens subscriptions. No connection to a subgraph stays open: for each hint, the event query of the subscription runs with the viewer's
 * rights at that moment. Viewers of a crowd share one read, which is made as somebody who is signed out: so it holds nothing that is for
 * one of them alone.
 */
export const openLive = (options: LiveOptions): Subscribe => {
  const renewals = openRenewals(options.graphs)
  const watchers = openWatchers()
  const isSame = openSameForCrowd()
  const forms = new LRUCache<string, Form>({ max: EVENT_QUERIES_KEPT })
  const formOf = ({ document, documentHash, fragments, operation, operationName }: PreparedOperation): Form => {
    const key = operationName === null ? documentHash : hashOf(`${documentHash}:${operationName}`)
    const known = forms.get(key)
    if (known !== undefined) return known
    const eventQuery = makeEventQuery(operation, fragments)
    if (eventQuery === null)
      throw new Error(`a subscription of the schema has no event query: ${operation.name?.value ?? 'unnamed'}`)
    const form = { document, operation, eventQuery }
    forms.set(key, form)
    return form
  }

  const shared: Shared = { ...options, renewals, watchers, isSame, pushes: openPushes() }
  return async (operation, variables, listener, context, opening) => {
    const form = formOf(operation)
    const { live } = form.eventQuery
    if (live.key === 'viewer' && viewerIdOf(context.caller) === null) throw unauthenticated()
    // The stream listens before the state is read, so that a change in between waits as a hint.
    const source = new Source(shared, { form, variables, listener }, context.caller, operation.graphId)
    const { stream } = source
    try {
      if (opening !== undefined) await options.hub.listening()
      if (live.isEvent) opening?.opened?.()
      const startsWithState = live.startsWithState || (opening?.startsWithState === true && !live.isEvent)
      const isOfViewer = live.query.kind === 'of-viewer'
      if (!startsWithState && (live.isEvent || isOfViewer)) return stream
      const now = await source.readNow(context)
      // There is nothing that it could be refused for; what is away at the moment is pushed when it changes.
      if (isOfViewer && (now.kind === 'nothing' || now.answer.result.data === null)) return stream
      if (now.kind === 'nothing') throw notFound()
      const { result } = now.answer
      if (result.data === null) throw new AggregateError((result.errors ?? []).map((error) => new PresentedError(error)))
      if (startsWithState) stream.startWith(now.answer)
      return stream
    } catch (error) {
      await stream.return()
      throw error
    }
  }
}
