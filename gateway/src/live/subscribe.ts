import { createHash } from 'node:crypto'
import type { LiveTopic } from '@gruppetto/events'
import { notFound, unauthenticated, viewerIdOf, withFieldPaths } from '@gruppetto/graph'
import { type GraphQLSchema, getArgumentValues, getVariableValues } from 'graphql'
import { LRUCache } from 'lru-cache'
import type { OperationContext } from '../context.ts'
import { PresentedError } from '../errors/present.ts'
import { hashOf, type PreparedOperation } from '../operations/operations.ts'
import type { Pipeline } from '../operations/pipeline.ts'
import type { HintHub } from './hints.ts'
import { LiveStream } from './live-stream.ts'
import type { LiveField } from './topics.ts'
import { makeTwin, readTwin, type Twin } from './twin.ts'

/** Who listens: asked anew for each event. */
export interface Listener {
  /** The caller as of now, or null (and the socket closed) when the session has ended. */
  context(): Promise<OperationContext | null>
  /** The client does not keep up. */
  tooSlow(): void
}

export interface LiveOptions {
  readonly schema: GraphQLSchema
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

const TWINS_KEPT = 2_000

/** Reads a subscription's root arguments; throws BAD_USER_INPUT for variables that do not fit. */
const rootArguments = (
  schema: GraphQLSchema,
  { operation, document }: PreparedOperation,
  twin: Twin,
  variables: Record<string, unknown>,
): Record<string, unknown> => {
  const { errors, coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables)
  if (errors !== undefined) throw new AggregateError(errors.map((error) => withFieldPaths(error, document)))
  const field = schema.getSubscriptionType()?.getFields()[twin.root.name.value]
  return field === undefined ? {} : getArgumentValues(field, twin.root, coerced)
}

/** The hints that concern a subscription with these arguments. */
const watched = (live: LiveField, given: Record<string, unknown>, viewerId: string | null): { topic: LiveTopic; key: string } => {
  const { topic, key, secret } = live
  if (key === 'viewer') return { topic, key: viewerId ?? '' }
  const word = secret === undefined ? null : given[secret.argument]
  if (secret === undefined || typeof word !== 'string') return { topic, key: String(given[key.argument]) }
  return { topic: secret.topic, key: createHash('sha256').update(word).digest('hex') }
}

/**
 * Opens subscriptions. Nothing is held open to any subgraph: a hint names a key, and the selection is run as the twin query, for the
 * viewer as they are at that moment.
 */
export const openLive = ({ schema, execute, hub, maxQueuedEvents }: LiveOptions): Subscribe => {
  const twins = new LRUCache<string, Twin>({ max: TWINS_KEPT })
  const twinOf = ({ documentHash, fragments, operation, operationName }: PreparedOperation): Twin => {
    const key = operationName === null ? documentHash : hashOf(`${documentHash}:${operationName}`)
    const twin = twins.get(key) ?? makeTwin(operation, fragments)
    if (twin === null) throw new Error(`a subscription of the schema has no twin: ${operation.name?.value ?? 'unnamed'}`)
    twins.set(key, twin)
    return twin
  }

  return async (operation, variables, listener, context) => {
    const twin = twinOf(operation)
    const { live } = twin
    const viewerId = viewerIdOf(context.caller)
    if (live.key === 'viewer' && viewerId === null) throw unauthenticated()
    const given = rootArguments(schema, operation, twin, variables)
    const { topic, key } = watched(live, given, viewerId)

    const ask = async (as: OperationContext, eventId: string | undefined) => {
      const { document, documentHash, operationName } = twin
      const asked = eventId === undefined ? variables : { ...variables, [twin.eventId]: eventId }
      return readTwin(twin, await execute({ document, documentHash, operationName, variables: asked }, as))
    }

    // The stream listens before the state is read: what changes in between is a hint that waits.
    const stream = new LiveStream({
      isEvent: live.isEvent,
      maxQueued: maxQueuedEvents,
      read: async ({ id }) => {
        const as = await listener.context()
        if (as === null) return null
        if (live.twin.kind !== 'by-hint') return ask(as, undefined)
        return id === undefined ? { kind: 'nothing' } : ask(as, id)
      },
      onOverflow: () => listener.tooSlow(),
      onEnd: () => stopListening(),
    })
    const stopListening = hub.listen(topic, key, (hint) => stream.hint(hint))
    try {
      if (live.twin.kind !== 'by-argument') return stream
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
