import { createHash } from 'node:crypto'
import { ANONYMOUS, type Caller, notFound, unauthenticated, viewerIdOf, withFieldPaths } from '@gruppetto/graph'
import { type GraphQLSchema, getArgumentValues, getVariableValues } from 'graphql'
import { LRUCache } from 'lru-cache'
import type { OperationContext } from '../context.ts'
import { PresentedError } from '../errors/present.ts'
import { hashOf, type PreparedOperation } from '../operations/operations.ts'
import type { Pipeline } from '../operations/pipeline.ts'
import type { Graph } from '../schema/graph.ts'
import type { Graphs } from '../schema/graphs.ts'
import type { Crowds, Subject } from './crowds.ts'
import { type EventQuery, makeEventQuery, readEventAnswer } from './event-query.ts'
import type { HintHub } from './hints.ts'
import { LiveStream } from './live-stream.ts'
import { openRenewals } from './renewals.ts'
import { openSameForCrowd } from './same-for-crowd.ts'
import type { SharedReading, SharedReads } from './shared-reads.ts'
import type { LiveField } from './topics.ts'
import { openWatchers } from './watchers.ts'

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

export type Subscribe = (
  operation: PreparedOperation,
  variables: Record<string, unknown>,
  listener: Listener,
  context: OperationContext,
) => Promise<LiveStream>

const EVENT_QUERIES_KEPT = 2_000

/** Reads the variables and the arguments of a subscription's root field. Throws BAD_USER_INPUT for variables of a wrong type. */
const rootArguments = (
  schema: GraphQLSchema,
  { operation, document }: PreparedOperation,
  eventQuery: EventQuery,
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

/**
 * Opens subscriptions. No connection to a subgraph stays open: for each hint, the event query of the subscription runs with the viewer's
 * rights at that moment. Viewers of a crowd share one read, which is made as somebody who is signed out: so it holds nothing that is for
 * one of them alone.
 */
export const openLive = ({ graphs, execute, hub, reads, crowds, maxQueuedEvents }: LiveOptions): Subscribe => {
  const renewals = openRenewals(graphs)
  const watchers = openWatchers()
  const isSame = openSameForCrowd()
  const eventQueries = new LRUCache<string, EventQuery>({ max: EVENT_QUERIES_KEPT })
  const eventQueryFor = ({ documentHash, fragments, operation, operationName }: PreparedOperation): EventQuery => {
    const key = operationName === null ? documentHash : hashOf(`${documentHash}:${operationName}`)
    const eventQuery = eventQueries.get(key) ?? makeEventQuery(operation, fragments)
    if (eventQuery === null)
      throw new Error(`a subscription of the schema has no event query: ${operation.name?.value ?? 'unnamed'}`)
    eventQueries.set(key, eventQuery)
    return eventQuery
  }

  return async (operation, variables, listener, context) => {
    const eventQuery = eventQueryFor(operation)
    const { live } = eventQuery
    const viewerId = viewerIdOf(context.caller)
    if (live.key === 'viewer' && viewerId === null) throw unauthenticated()
    const onGraph = (graph: Graph) => {
      const { given, coerced } = rootArguments(graph.supergraph.schema, operation, eventQuery, variables)
      const crowdOf = live.crowdOf !== undefined && isSame(graph, eventQuery, coerced) ? live.crowdOf : null
      return { graphId: graph.id, crowdOf, subject: hintSource(live, given, viewerId) }
    }
    let present = onGraph(graphs.current())
    const { subject } = present

    const ask = async ({ caller, traceparent }: OperationContext, eventId: string | undefined) => {
      const { document, documentHash, operationName } = eventQuery
      const asked = eventId === undefined ? variables : { ...variables, [eventQuery.eventId]: eventId }
      // Neither the request nor the patience of one client is that of all who share the answer.
      const answer = await execute({ document, documentHash, operationName, variables: asked }, { caller, traceparent })
      return readEventAnswer(eventQuery, answer)
    }
    /** What is asked, by whomever. */
    const selection = (eventId?: string): string => JSON.stringify([eventQuery.documentHash, variables, eventId ?? null])
    /** Reads as a viewer, together with all that ask the same as the same viewer. `since` is the number of the hint. */
    const readAs = (as: OperationContext, since: number, eventId?: string): Promise<SharedReading> =>
      reads.read(`${present.graphId}${selection(eventId)}${viewerKeyOf(as.caller)}`, since, () => ask(as, eventId))
    const readState = async (as: OperationContext, since: number): Promise<SharedReading> => {
      const { caller, traceparent } = as
      const { crowdOf } = present
      const mayShare = crowdOf !== null && caller.kind === 'athlete' && watchers.areSeveral(selection())
      if (!mayShare || !(await crowds.has(crowdOf, subject, caller.athleteId))) return readAs(as, since)
      const reading = await readAs({ caller: ANONYMOUS, traceparent }, since)
      return isForCrowd(reading) ? reading : readAs(as, since)
    }

    // The stream listens before the state is read, so that a change in between waits as a hint.
    const stream = new LiveStream({
      isEvent: live.isEvent,
      maxQueued: maxQueuedEvents,
      read: async ({ id, number }) => {
        const as = await listener.context()
        if (as === null) return null
        if (live.query.kind !== 'by-hint') return readState(as, number)
        return id === undefined ? { kind: 'nothing' } : readAs(as, number, id)
      },
      onSent: ({ id }) => {
        if (subject.topic === 'notification' && id !== undefined) listener.notificationSent(id)
      },
      onOverflow: () => listener.tooSlow(),
      onEnd: () => {
        listening.stop()
        forget()
        leave?.()
      },
    })
    /** Ends it where it cannot go on with another schema. What it asks for is asked on the present one in any case. */
    const renew = (): void => {
      const graph = graphs.current()
      try {
        const errors = [operation.document, eventQuery.document].flatMap((document) => graph.operations.check(document))
        if (errors.length > 0) throw new AggregateError(errors)
        present = onGraph(graph)
      } catch (error) {
        stream.fail(error)
      }
    }
    const forget = renewals.enter(renew)
    const leave = live.crowdOf === undefined ? null : watchers.enter(selection(), viewerKeyOf(context.caller))
    const listening = hub.listen(subject.topic, subject.key, (hint) => stream.hint(hint))
    // It was admitted on a schema that is no longer the present one.
    if (operation.graphId !== undefined && operation.graphId !== graphs.current().id) renew()
    try {
      if (live.query.kind !== 'by-argument') return stream
      const now = await readState(context, listening.newest())
      if (now.kind === 'nothing') throw notFound()
      const { result } = now.answer
      if (result.data === null) throw new AggregateError((result.errors ?? []).map((error) => new PresentedError(error)))
      if (live.startsWithState) stream.startWith(now.answer)
      return stream
    } catch (error) {
      await stream.return()
      throw error
    }
  }
}
