import { createHash } from 'node:crypto'
import { SHOWN_CHANGED_KEY } from '@gruppetto/events'
import { addressOf, isStaff, typeOfId } from '@gruppetto/graph'
import type { Runtime } from '@gruppetto/runtime'
import { type FormattedExecutionResult, type OperationDefinitionNode, print } from 'graphql'
import { LRUCache } from 'lru-cache'
import type { GatewayConfig } from '../config.ts'
import type { OperationContext } from '../context.ts'
import { answerText } from '../http/answer-text.ts'
import { payerOf } from '../limits/rate.ts'
import type { PreparedOperation } from '../operations/operations.ts'
import type { Pipeline } from '../operations/pipeline.ts'
import type { Graphs } from '../schema/graphs.ts'
import { type CachePolicy, policyOf } from './cache-policy.ts'
import { type KeptAnswer, openKeptAnswers } from './kept-answers.ts'

export interface Answers {
  /** Runs an admitted query or mutation, or takes its answer from those that are kept. */
  execute(
    operation: PreparedOperation,
    variables: Record<string, unknown>,
    context: OperationContext,
  ): Promise<{ readonly kept: KeptAnswer } | { readonly result: FormattedExecutionResult }>
  /** Returns the number of answers that are kept or under way. */
  size(): number
  close(): void
}

export interface AnswersOptions {
  readonly runtime: Pick<Runtime, 'live' | 'bus' | 'now'>
  readonly graphs: Pick<Graphs, 'current' | 'onReplaced'>
  readonly execute: Pipeline['execute']
  readonly limits: Pick<GatewayConfig, 'maxKeptAnswerBytes'>
}

/** What is known of an operation once, and holds for all its variables. */
interface Known {
  readonly policy: CachePolicy
  /** The same for operations that differ only in spaces and comments. */
  readonly hash: string
}

/** How long somebody who has changed something reads past what is kept. The hints of the change arrive long before. */
const READS_PAST_MS = 2_000
const CHANGERS_KEPT = 10_000

/**
 * Returns who shares an answer: everybody, everybody without credentials, or one API key. Null when nobody does: what an athlete is shown
 * is not kept, because the athlete's next change must show at once. Scopes are named so that a key never gets what another scope allowed.
 */
const sharersOf = ({ isPublic }: CachePolicy, { caller }: OperationContext): string | null => {
  if (caller.kind === 'anonymous') return caller.refused !== undefined ? null : isPublic ? 'everybody' : 'nobody'
  if (caller.kind === 'athlete') return isPublic ? 'everybody' : null
  return caller.kind === 'partner' ? `${caller.keyId} ${caller.scopes.join(' ')}` : null
}

/** Returns the variables that the operation declares, in its order. Others change no answer, and must not make a key of their own. */
const declaredIn = (operation: OperationDefinitionNode, given: Readonly<Record<string, unknown>>): string =>
  JSON.stringify(
    (operation.variableDefinitions ?? []).flatMap(({ variable: { name } }) =>
      given[name.value] === undefined ? [] : [[name.value, given[name.value]]],
    ),
  )

const isComplete = ({ data, errors }: FormattedExecutionResult): boolean =>
  data !== undefined && data !== null && (errors === undefined || errors.length === 0)

/**
 * Executes operations, and keeps the answers that the hints of the schema allow, as docs/adr/0067 says. An answer that is the same for
 * everybody is made as for somebody without credentials, whoever asks first: a wrong hint can show too little, and never what one viewer
 * alone may see.
 */
export const openAnswers = ({ runtime, graphs, execute, limits }: AnswersOptions): Answers => {
  const { now } = runtime
  const isOn = limits.maxKeptAnswerBytes > 0
  const answers = openKeptAnswers<FormattedExecutionResult>({ now, maxBytes: Math.max(1, limits.maxKeptAnswerBytes) })
  const known = new WeakMap<OperationDefinitionNode, Known | null>()
  const changers = new LRUCache<string, number>({ max: CHANGERS_KEPT })

  const lookAt = ({ document, operation, operationName, fragments, graphId }: PreparedOperation): Known | null => {
    const { id, supergraph, cacheHints: hints } = graphs.current()
    // The schema was replaced since it was admitted.
    if (graphId !== undefined && graphId !== id) return null
    const policy = policyOf({ schema: supergraph.schema, hints, operation, fragments })
    if (policy === null) return null
    const hash = createHash('sha256')
      .update(JSON.stringify([print(document), operationName]))
      .digest('base64')
    return { policy, hash }
  }
  const knownOf = (operation: PreparedOperation): Known | null => {
    const before = known.get(operation.operation)
    if (before !== undefined) return before
    const found = lookAt(operation)
    known.set(operation.operation, found)
    return found
  }

  const hasJustChanged = ({ caller }: OperationContext): boolean => {
    const atMs = changers.get(payerOf(caller, null))
    return atMs !== undefined && now() - atMs < READS_PAST_MS
  }
  /** Notes that the caller has changed something, also when it failed: it may have failed half-way. */
  const noteChange = ({ caller }: OperationContext): void => {
    // Those without credentials share an address, and sign in all the time.
    if (caller.kind === 'anonymous') return
    changers.set(payerOf(caller, null), now())
    // They change what everybody sees.
    if (caller.kind === 'partner' || isStaff(caller)) answers.clear()
  }

  const onHint = ({ id }: { readonly id?: string }): void => {
    if (id === undefined) return
    const type = typeOfId(id)
    answers.forget(type === null ? [id] : [id, type])
  }
  const subscription = runtime.live.subscribe('shown', SHOWN_CHANGED_KEY, onHint)
  // Hints of the time without a connection are lost.
  graphs.onReplaced(() => answers.clear())
  const stopListening = runtime.bus.onReconnect(() => answers.clear())

  return {
    async execute(operation, variables, context) {
      const run = (as: OperationContext) => execute({ ...operation, variables }, as)
      if (operation.operation.operation === 'mutation') {
        try {
          return { result: await run(context) }
        } finally {
          noteChange(context)
        }
      }
      const found = isOn ? knownOf(operation) : null
      const sharers = found === null ? null : sharersOf(found.policy, context)
      if (found === null || sharers === null || hasJustChanged(context)) return { result: await run(context) }
      const { policy, hash } = found
      // One who hangs up must not end it for others.
      const { signal, ...shared } = context
      const as: OperationContext =
        sharers === 'everybody' ? { ...shared, caller: { kind: 'anonymous', address: addressOf(context.caller) } } : shared
      const key = createHash('sha256')
        .update(JSON.stringify([sharers, operation.graphId, hash, declaredIn(operation.operation, variables)]))
        .digest('base64')
      const outcome = await answers.of({
        key,
        maxAgeSeconds: policy.maxAgeSeconds,
        dependsOn: policy.dependsOn(variables),
        async execute() {
          const result = await run(as)
          return isComplete(result) ? { json: answerText(result) } : { failed: result }
        },
      })
      return 'kept' in outcome ? outcome : { result: outcome.failed }
    },
    size: () => answers.size(),
    close() {
      subscription.unsubscribe()
      stopListening()
      answers.clear()
    },
  }
}
