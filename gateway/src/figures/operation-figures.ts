import { counter, hasMetrics, hasTraces, histogram, type Span } from '@gruppetto/runtime'
import type { FormattedExecutionResult, OperationDefinitionNode } from 'graphql'
import type { AnswerOperation } from '../http/answer-operation.ts'
import type { PreparedOperation } from '../operations/operations.ts'
import type { Registered } from '../registered/registered.ts'
import type { Graphs } from '../schema/graphs.ts'
import { fieldsOf, openFieldUses } from './field-uses.ts'

const NAME = 'the name of a registered operation, or one of METRICS_OPERATIONS; `other` for all that clients call as they like'

const seconds = histogram({
  name: 'gruppetto_operation_seconds',
  meaning: 'From the request of a query or mutation to its answer, in the gateway. A refused one has no time.',
  labels: { operation: NAME, kind: '`query` or `mutation`' },
})

const feedSeconds = histogram({
  name: 'gruppetto_feed_operation_seconds',
  meaning: 'From the request of an operation that asks for `Viewer.feed` to its answer, whatever its name is.',
  labels: {},
})

const operations = counter({
  name: 'gruppetto_operations_total',
  meaning: 'Operations that clients have sent.',
  labels: {
    operation: NAME,
    kind: '`query`, `mutation`, `subscription`, or `unknown` for one that was refused before it was read',
    outcome: "`ok`, `refused` (there are errors, all of them the client's) or `failed` (one of them is ours)",
  },
})

/** The codes that say that something went wrong on our side. */
const OURS: ReadonlySet<unknown> = new Set(['INTERNAL_SERVER_ERROR', 'SERVICE_UNAVAILABLE', undefined])

type Outcome = 'ok' | 'refused' | 'failed'

/** Null is an answer that was kept, which has no errors. Pure. */
export const outcomeOf = (result: Pick<FormattedExecutionResult, 'errors'> | null): Outcome => {
  const errors = result?.errors ?? []
  if (errors.length === 0) return 'ok'
  return errors.some(({ extensions }) => OURS.has(extensions?.code)) ? 'failed' : 'refused'
}

/** So many names of operations have values of their own. */
const MOST_NAMES = 300

export interface OperationFigures {
  /**
   * Counts what a client has asked for and got, and ends its part of a trace. The operation is null where it was refused before that was known,
   * the result where the answer was kept.
   */
  answered(
    operation: PreparedOperation | null,
    startedMs: number,
    result: Pick<FormattedExecutionResult, 'errors'> | null,
    span?: Span,
  ): void
  /** Counts a subscription that has begun. */
  subscribed(operation: PreparedOperation, span?: Span): void
  close(): void
}

export interface OperationFiguresOptions {
  readonly graphs: Pick<Graphs, 'current'>
  readonly registered: Pick<Registered, 'publicationOf'>
  /** The names that count although nobody has registered them. */
  readonly names: ReadonlySet<string>
}

const codeOf = ({ errors = [] }: Pick<FormattedExecutionResult, 'errors'>): string =>
  String(errors.find(({ extensions }) => OURS.has(extensions?.code))?.extensions?.code ?? 'INTERNAL_SERVER_ERROR')

/** Opens the figures of operations; null where neither metrics nor traces are on. */
export const openOperationFigures = ({ graphs, registered, names }: OperationFiguresOptions): OperationFigures | null => {
  if (!hasMetrics() && !hasTraces()) return null
  const uses = openFieldUses()
  const fieldsKnown = new WeakMap<OperationDefinitionNode, ReadonlySet<string>>()
  const seen = new Set<string>()

  const nameOf = ({ operation, documentHash }: PreparedOperation): string => {
    const name = operation.name?.value
    if (name === undefined || !(names.has(name) || registered.publicationOf(documentHash) !== null)) return 'other'
    if (seen.size < MOST_NAMES) seen.add(name)
    return seen.has(name) ? name : 'other'
  }
  const fieldsFor = (operation: PreparedOperation): ReadonlySet<string> => {
    const before = fieldsKnown.get(operation.operation)
    if (before !== undefined) return before
    const fields = fieldsOf(graphs.current().supergraph.schema, operation)
    fieldsKnown.set(operation.operation, fields)
    return fields
  }
  const end = (span: Span, kind: string, operation: string, failure?: string): void => {
    span.note({ 'graphql.operation.type': kind, 'graphql.operation.name': operation }, `${kind} ${operation}`)
    span.end(failure)
  }

  return {
    answered(operation, startedMs, result, span) {
      const outcome = outcomeOf(result)
      const failure = outcome === 'failed' && result !== null ? codeOf(result) : undefined
      if (operation === null) {
        operations.add({ operation: 'other', kind: 'unknown', outcome })
        if (span !== undefined) end(span, 'unknown', 'other', failure)
        return
      }
      const took = (performance.now() - startedMs) / 1000
      const name = nameOf(operation)
      const kind = operation.operation.operation
      if (span !== undefined) end(span, kind, name, failure)
      if (!hasMetrics()) return
      const fields = fieldsFor(operation)
      operations.add({ operation: name, kind, outcome })
      seconds.observe({ operation: name, kind }, took)
      if (fields.has('Viewer.feed')) feedSeconds.observe({}, took)
      uses.count(fields)
    },
    subscribed(operation, span) {
      const name = nameOf(operation)
      if (span !== undefined) end(span, 'subscription', name)
      if (!hasMetrics()) return
      operations.add({ operation: name, kind: 'subscription', outcome: 'ok' })
      uses.count(fieldsFor(operation))
    },
    close: () => uses.close(),
  }
}

/** Returns what measures the answers over HTTP; the same function where neither metrics nor traces are on. */
export const measured = (answer: AnswerOperation, figures: OperationFigures | null): AnswerOperation =>
  figures === null
    ? answer
    : async (request, context) => {
        const startedMs = performance.now()
        const answered = await answer(request, context)
        figures.answered(answered.operation, startedMs, answered.result, context.span)
        return answered
      }
