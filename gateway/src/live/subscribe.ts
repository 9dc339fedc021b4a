import { createHash } from 'node:crypto'
import type { LiveTopic } from '@gruppetto/events'
import { notFound, unauthenticated, viewerIdOf, withFieldPaths } from '@gruppetto/graph'
import { type GraphQLSchema, getArgumentValues, getVariableValues } from 'graphql'
import { LRUCache } from 'lru-cache'
import type { OperationContext } from '../context.ts'
import { PresentedError } from '../errors/present.ts'
import { hashOf, type PreparedOperation } from '../operations/operations.ts'
import type { Pipeline } from '../operations/pipeline.ts'
import type { Graphs } from '../schema/graphs.ts'
import { type EventQuery, makeEventQuery, readEventAnswer } from './event-query.ts'
import type { HintHub } from './hints.ts'
import { LiveStream } from './live-stream.ts'
import { openRenewals } from './renewals.ts'
import type { LiveField } from './topics.ts'

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
  readonly maxQueuedEvents: number
}

export type Subscribe = (
  operation: PreparedOperation,
  variables: Record<string, unknown>,
  listener: Listener,
  context: OperationContext,
) => Promise<LiveStream>

const EVENT_QUERIES_KEPT = 2_000

/** Reads the arguments of a subscription's root field. Throws BAD_USER_INPUT for variables of a wrong type. */
const rootArguments = (
  schema: GraphQLSchema,
  { operation, document }: PreparedOperation,
  eventQuery: EventQuery,
  variables: Record<string, unknown>,
): Record<string, unknown> => {
  const { errors, coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables)
  if (errors !== undefined) throw new AggregateError(errors.map((error) => withFieldPaths(error, document)))
  const field = schema.getSubscriptionType()?.getFields()[eventQuery.root.name.value]
  return field === undefined ? {} : getArgumentValues(field, eventQuery.root, coerced)
}

/** Returns the topic and key of the hints for a subscription with these arguments. */
const hintSource = (
  live: LiveField,
  given: Record<string, unknown>,
  viewerId: string | null,
): { topic: LiveTopic; key: string } => {
  const { topic, key, secret } = live
  if (key === 'viewer') return { topic, key: viewerId ?? '' }
  const word = secret === undefined ? null : given[secret.argument]
  if (secret === undefined || typeof word !== 'string') return { topic, key: String(given[key.argument]) }
  return { topic: secret.topic, key: createHash('sha256').update(word).digest('hex') }
}

/**
 * Opens subscriptions. No connection to a subgraph stays open: for each hint, the event query of the subscription runs with the viewer's
 * rights at that moment.
 */
export const openLive = ({ graphs, execute, hub, maxQueuedEvents }: LiveOptions): Subscribe => {
  const renewals = openRenewals(graphs)
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
    const given = rootArguments(graphs.current().supergraph.schema, operation, eventQuery, variables)
    const { topic, key } = hintSource(live, given, viewerId)

    const ask = async (as: OperationContext, eventId: string | undefined) => {
      const { document, documentHash, operationName } = eventQuery
      const asked = eventId === undefined ? variables : { ...variables, [eventQuery.eventId]: eventId }
      return readEventAnswer(eventQuery, await execute({ document, documentHash, operationName, variables: asked }, as))
    }

    // The stream listens before the state is read, so that a change in between waits as a hint.
    const stream = new LiveStream({
      isEvent: live.isEvent,
      maxQueued: maxQueuedEvents,
      read: async ({ id }) => {
        const as = await listener.context()
        if (as === null) return null
        if (live.query.kind !== 'by-hint') return ask(as, undefined)
        return id === undefined ? { kind: 'nothing' } : ask(as, id)
      },
      onSent: ({ id }) => {
        if (topic === 'notification' && id !== undefined) listener.notificationSent(id)
      },
      onOverflow: () => listener.tooSlow(),
      onEnd: () => {
        stopListening()
        leave()
      },
    })
    /** Ends it where it cannot go on with another schema. What it asks for is asked on the present one in any case. */
    const renew = (): void => {
      const { operations, supergraph } = graphs.current()
      try {
        const errors = [operation.document, eventQuery.document].flatMap((document) => operations.check(document))
        if (errors.length > 0) throw new AggregateError(errors)
        rootArguments(supergraph.schema, operation, eventQuery, variables)
      } catch (error) {
        stream.fail(error)
      }
    }
    const leave = renewals.enter(renew)
    const stopListening = hub.listen(topic, key, (hint) => stream.hint(hint))
    // It was admitted on a schema that is no longer the present one.
    if (operation.graphId !== undefined && operation.graphId !== graphs.current().id) renew()
    try {
      if (live.query.kind !== 'by-argument') return stream
      const now = await ask(context, undefined)
      if (now.kind === 'nothing') throw notFound()
      if (now.result.data === null) throw new AggregateError((now.result.errors ?? []).map((error) => new PresentedError(error)))
      if (live.startsWithState) stream.startWith(now.result)
      return stream
    } catch (error) {
      await stream.return()
      throw error
    }
  }
}
