import type { Span } from '@gruppetto/runtime'
import type { FormattedExecutionResult } from 'graphql'
import type { PreparedOperation } from '../operations/operations.ts'
import type { OperationFigures } from './operation-figures.ts'

/** An operation that is counted when it is answered, begun or refused, whichever comes first: what goes wrong after that counts no more. */
export interface CountedOnce {
  answered(operation: PreparedOperation, result: Pick<FormattedExecutionResult, 'errors'>): void
  subscribed(operation: PreparedOperation): void
  refused(result: Pick<FormattedExecutionResult, 'errors'>): void
  /** Nobody waits for it any more. It ends its part of the trace and counts nothing. */
  left(): void
}

/** `figures` is null where neither metrics nor traces are on; `startedMs` is by performance.now(). */
export const countedOnce = (figures: OperationFigures | null, startedMs: number, span: Span | null): CountedOnce => {
  let isCounted = false
  const once = (count: () => void): void => {
    if (isCounted) return
    isCounted = true
    count()
  }
  const its = span ?? undefined
  return {
    answered: (operation, result) => once(() => figures?.answered(operation, startedMs, result, its)),
    subscribed: (operation) => once(() => figures?.subscribed(operation, its)),
    refused: (result) => once(() => figures?.answered(null, startedMs, result, its)),
    left: () => once(() => span?.end()),
  }
}
